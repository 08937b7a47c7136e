using Isonomia.Catalogs;
using Isonomia.Imaging;

namespace Isonomia.Tests;

public sealed class TransformPipelineTests
{
    [Fact]
    public void A_text_without_versions_becomes_canonical()
    {
        TransformPipeline pipeline = TransformPipeline.Parse(
            " resize( 256 , bilinear ) | center_crop(224) | rgb | scale(0, 1.0) | normalize(0.5 0.5 0.5, 0.25) ");

        Assert.Equal(
            "resize(256,bilinear,antialias)@1|center_crop(224)@1|rgb@1|scale(0,1)@1|normalize(0.5 0.5 0.5,0.25)@1",
            pipeline.Text);
        Assert.Equal(5, pipeline.Steps.Count);
        Assert.Equal(pipeline.Text, TransformPipeline.Parse(pipeline.Text).ToString());
    }

    [Fact]
    public void An_empty_text_leaves_pictures_as_they_are()
    {
        Image image = GeneratedImage.Bytes(3, 2, 1);
        Assert.Same(image, TransformPipeline.Parse("  ").Apply(image));
        Assert.Equal("", TransformPipeline.Parse("").Text);
    }

    [Theory]
    [InlineData("resize(256,bilinear)@2", "version 2 is not known here; version 1 is")]
    [InlineData("resize(256)", "it has 1 arguments, 2 to 3 were expected")]
    [InlineData("resize(0,bilinear)", "the size is '0'")]
    [InlineData("resize(2x3x4,bilinear)", "the size is '2x3x4'")]
    [InlineData("resize(5,bicubik)", "did you mean 'bicubic'?")]
    [InlineData("resize(5,lanczos3,plain)", "always uses antialiasing")]
    [InlineData("normalize(0.5 0.5,1)", "2 numbers; 1 or 3")]
    [InlineData("normalize(0.5,0)", "DEVIATION is not above 0")]
    [InlineData("percentile_window(99,1)", "LOW is not below HIGH")]
    [InlineData("percentile_window(-1,101)", "in [0, 100]")]
    [InlineData("scale(0,nan)", "a number was expected")]
    [InlineData("window(40,0)", "WIDTH is too small")]
    [InlineData("pad(1,1,1,99999)", "more than 16384")]
    [InlineData("clahe(2,999)", "more than 256 tiles")]
    [InlineData("rgb||scale(0,1)", "not of the form")]
    [InlineData("rgb(", "not of the form")]
    [InlineData("gray(1)", "it has 1 arguments, 0 were expected")]
    public void What_is_wrong_with_a_step_is_said_in_one_sentence(string text, string said)
    {
        TransformException error = Assert.Throws<TransformException>(() => TransformPipeline.Parse(text));
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("Transform '", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(".", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void An_unknown_step_is_answered_with_the_nearest_one()
    {
        UnknownNameException error = Assert.Throws<UnknownNameException>(() =>
            TransformPipeline.Parse("center_krop(5)"));
        Assert.Contains("did you mean 'center_crop'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tensor_has_its_bands_one_after_the_other()
    {
        float[] tensor = new float[6];
        TransformPipeline.Parse("scale(0,255)").Fill(new Image(2, 1, 3, [1, 2, 3, 4, 5, 6]), tensor);
        Assert.Equal([1f, 4f, 2f, 5f, 3f, 6f], tensor);
        Assert.Throws<ArgumentException>(() =>
            TransformPipeline.Parse("gray").Fill(new Image(2, 1, 3, new byte[6]), tensor));
    }

    [Fact]
    public void A_step_that_does_not_fit_a_picture_says_so()
    {
        Image color = GeneratedImage.Bytes(8, 8, 3);
        Assert.Contains(
            "put the step 'gray' before it",
            Assert.Throws<ArgumentException>(() => TransformPipeline.Parse("clahe(2,2)").Apply(color)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "The picture has 1 bands",
            Assert.Throws<ArgumentException>(
                () => TransformPipeline.Parse("gray|normalize(0 0 0,1 1 1)").Apply(color)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_outsider_adds_a_kind_without_touching_the_catalog()
    {
        ImageTransform flip = new("flip", 3, "flip", "Mirrors left and right.", new Citation("By definition"))
        {
            Bind = _ => new TransformAction([], image => image.With(
                image.Width, image.Height, (x, y) => (y * image.Width) + image.Width - 1 - x, outside: 0)),
        };
        TransformPipeline pipeline = TransformPipeline.Parse("flip|scale(0,255)", ImageTransform.All.With(flip));
        Assert.Equal("flip@3|scale(0,255)@1", pipeline.Text);
        Assert.Equal([2f, 1f], pipeline.Apply(new Image(2, 1, 1, [1, 2])).Floats.ToArray());
        Assert.False(ImageTransform.All.TryGet("flip", out _));
    }

    [Fact]
    public void A_flat_or_broken_picture_has_a_documented_window()
    {
        TransformPipeline pipeline = TransformPipeline.Parse("percentile_window(1,99)");
        Assert.All(pipeline.Apply(new Image(2, 2, 1, [7, 7, 7, 7])).ToFloats(), sample => Assert.Equal(0f, sample));
        Assert.Equal(
            [0f, 0f, 1f, 0f],
            pipeline.Apply(new Image(2, 2, 1, [float.NaN, 0, 1, float.PositiveInfinity])).ToFloats()
                .Select(sample => MathF.Round(sample)));
    }
}
