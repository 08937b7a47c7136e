using System.Text.Json;
using Isonomia.Catalogs;
using Isonomia.Imaging;

namespace Isonomia.Tests;

/// <summary>Every transform gives the numbers of its reference program, and the same bytes on any thread.</summary>
public sealed class ImageTransformConformanceTests : CatalogConformance<ImageTransform>
{
    public static TheoryData<string> Ids => [.. ImageTransform.All.Select(kind => kind.Id)];

    protected override Catalog<ImageTransform> Catalog => ImageTransform.All;

    protected override string GuidePage => "docs/guide/imaging.md";

    protected override string Module => "Imaging";

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_golden_cases_are_met(string id)
    {
        foreach (GoldenCase golden in GoldenCase.Load(Module, id))
        {
            string pipeline = golden.Input.GetProperty("pipeline").GetString()!;
            Image actual = TransformPipeline.Parse(pipeline).Apply(ImageOf(golden));
            JsonElement expected = golden.Value!.Value;
            Assert.Equal(
                [.. expected.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())],
                new[] { actual.Height, actual.Width, actual.BandCount });
            Assert.Equal(expected.GetProperty("is_byte").GetBoolean(), actual.IsByte);
            double[] samples = expected.Numbers("samples");
            double tolerance = ToleranceOf(golden, pipeline, actual.IsByte);
            for (int i = 0; i < samples.Length; i++)
            {
                double sample = actual.IsByte ? actual.Bytes[i] : actual.Floats[i];
                Assert.True(
                    Math.Abs(sample - samples[i]) <= tolerance,
                    $"{pipeline} ({golden.Source}): sample {i} is {sample:R}, {samples[i]:R} was expected.");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_canonical_text_reads_back_as_itself(string id)
    {
        foreach (GoldenCase golden in GoldenCase.Load(Module, id))
        {
            string text = TransformPipeline.Parse(golden.Input.GetProperty("pipeline").GetString()!).Text;
            Assert.Equal(text, TransformPipeline.Parse(text).Text);
            Assert.Contains($"@{ImageTransform.All[id].Version}", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Many_threads_at_once_give_the_same_bytes(string id)
    {
        GoldenCase golden = GoldenCase.Load(Module, id)[0];
        TransformPipeline pipeline = TransformPipeline.Parse(golden.Input.GetProperty("pipeline").GetString()!);
        Image source = ImageOf(golden);
        float[] expected = pipeline.Apply(source).ToFloats();
        Parallel.For(0, 32, _ => Assert.Equal(expected, pipeline.Apply(source).ToFloats()));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_usage_starts_with_the_id(string id) =>
        Assert.StartsWith(id, ImageTransform.All[id].Usage, StringComparison.Ordinal);

    protected override Citation? CitationOf(ImageTransform entry) => entry.Source;

    /// <summary>Pillow is met to the last bit; 8-bit samples without antialiasing may round a half the other way than
    /// torch's single precision does.</summary>
    private static double ToleranceOf(GoldenCase golden, string pipeline, bool isByte) =>
        pipeline.Contains("plain", StringComparison.Ordinal) ? isByte ? 1 : golden.Tolerance
        : isByte || pipeline.Contains("antialias", StringComparison.Ordinal) ? 0
        : golden.Tolerance;

    private static Image ImageOf(GoldenCase golden)
    {
        int width = golden.Input.GetProperty("width").GetInt32();
        int height = golden.Input.GetProperty("height").GetInt32();
        int bands = golden.Input.GetProperty("bands").GetInt32();
        return golden.Input.GetProperty("kind").GetString() == "byte"
            ? GeneratedImage.Bytes(width, height, bands)
            : GeneratedImage.Floats(width, height, bands);
    }
}
