using Isonomia.Embeddings;
using Isonomia.Imaging;
using Isonomia.Numerics;
using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>Faults are injected, and must be named.</summary>
public sealed class ModelCheckTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void A_model_as_it_was_registered_has_no_fault()
    {
        ModelCheckResult result = ModelCheck.Run(new ModelCheckRequest { ModelFolder = Registered() });
        Assert.False(result.HasFault);
        Assert.Equal(FindingState.Good, result.Findings.Single(finding => finding.Id == "golden_pixels").State);
        ModelCheckResult bare = ModelCheck.Run(new ModelCheckRequest { ModelFolder = _scratch.File("source") });
        Assert.Equal(FindingState.NotChecked, bare.Findings.Single(finding => finding.Id == "golden_pixels").State);
    }

    [Theory]
    [InlineData("\"RGB\"", "\"BGR\"", "channels in the order RGB")]
    [InlineData("bilinear", "bicubic", "resize kernel bilinear")]
    [InlineData("bilinear", "nearest", "resize kernel bilinear")]
    [InlineData("\"stretch\"", "\"pad\"", "the whole picture stretched to size")]
    public void A_changed_card_is_noticed_and_the_way_that_fits_is_named(string find, string replace, string named)
    {
        string folder = Registered();
        Edit(folder, text => text.Replace(find, replace, StringComparison.Ordinal));
        AssertNamed(folder, named);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 0.00392156862745098)]
    [InlineData(0.485, 0.229)]
    public void Wrong_scaling_is_noticed_and_the_right_one_is_named(double mean, double deviation)
    {
        string folder = Registered();
        ModelCard card = ModelCard.Read(folder);
        float[] means = [.. Enumerable.Repeat((float)mean, 3)];
        float[] deviations = [.. Enumerable.Repeat((float)deviation, 3)];
        (card with { Input = card.Input with { Mean = means, StandardDeviation = deviations } }).Write(folder);
        AssertNamed(folder, "pixels in [-1, 1]");
    }

    [Fact]
    public void Two_faults_at_once_are_named_together()
    {
        string folder = Registered();
        Edit(folder, text => text.Replace("\"RGB\"", "\"BGR\"", StringComparison.Ordinal)
            .Replace("bilinear", "lanczos3", StringComparison.Ordinal));
        AssertNamed(folder, "channels in the order RGB and resize kernel bilinear");
    }

    [Theory]
    [InlineData("BGR")]
    [InlineData("raw")]
    [InlineData("twice")]
    [InlineData("none")]
    public void A_fault_of_a_serving_program_is_read_off_its_features(string fault)
    {
        string folder = Registered();
        using ImageEncoder encoder = ImageEncoder.Open(folder, 1);
        ModelInput right = encoder.Card.Input;
        (ModelInput wrong, string named) = fault switch
        {
            "BGR" => (right with { Color = ColorOrder.Bgr }, "channels in the order BGR"),
            "raw" => (right with { Mean = [0, 0, 0], StandardDeviation = [1 / 255f, 1 / 255f, 1 / 255f] },
                "pixels in [0, 255] without"),
            "twice" => (right with { Mean = [127.5f, 127.5f, 127.5f], StandardDeviation = [127.5f, 127.5f, 127.5f] },
                "divided by 255 twice"),
            _ => (right with { Mean = [0, 0, 0], StandardDeviation = [1, 1, 1] }, "pixels in [0, 1] without"),
        };
        float[] served =
            [.. ModelCheck.WritePictures(_scratch.File("probes"))
                .SelectMany(path => encoder.Encode(Image.Read(path), wrong))];
        string file = Npy(served, encoder.Width);
        ModelFinding finding = ModelCheck.Run(new ModelCheckRequest { ModelFolder = folder, FeaturesPath = file })
            .Findings.Single(one => one.Id == "served_features");
        Assert.Equal(FindingState.Fault, finding.State);
        Assert.Contains(named, finding.Sentence, StringComparison.Ordinal);

        float[] fine =
            [.. ModelCheck.WritePictures(_scratch.File("probes"))
                .SelectMany(path => encoder.Encode(Image.Read(path), right))];
        Assert.False(ModelCheck.Run(new ModelCheckRequest { ModelFolder = folder,
            FeaturesPath = Npy(fine, encoder.Width) }).HasFault);
    }

    [Fact]
    public void Pictures_that_were_stored_with_swapped_channels_are_noticed_by_feature_statistics()
    {
        string[] training = Pictures("training", 1, 30, isSwapped: false);
        string folder = Registered(training);
        ModelCheckRequest request = new() { ModelFolder = folder };
        Assert.False(ModelCheck.Run(request with { Pictures = Pictures("same", 2, 30, isSwapped: false) }).HasFault);
        ModelFinding finding = ModelCheck.Run(request with { Pictures = Pictures("swapped", 3, 30, isSwapped: true) })
            .Findings.Single(one => one.Id == "pictures");
        Assert.Equal(FindingState.Fault, finding.State);
        Assert.Contains("read with channels in the order BGR", finding.Sentence, StringComparison.Ordinal);
    }

    [SkippableTheory]
    [InlineData("\"RGB\"", "\"BGR\"", "channels in the order RGB")]
    [InlineData("\"mean\": [0.5, 0.5, 0.5]", "\"mean\": [0, 0, 0]", "pixels in [-1, 1]")]
    public void The_publisher_s_own_check_names_a_fault_before_anything_was_registered(string find, string replace,
        string named)
    {
        SharedFolder.Require();
        string folder = _scratch.File("mobilenet");
        Directory.CreateDirectory(folder);
        foreach (string name in new[] { "model.json", "mobilenet_v2.onnx", "cat_224.png" })
        {
            File.WriteAllBytes(Path.Combine(folder, name),
                File.ReadAllBytes(SharedFolder.Path($"models/mobilenet_v2/{name}")));
        }

        Assert.Equal(FindingState.Good, Publisher(folder).State);
        Edit(folder, text => text.Replace(find, replace, StringComparison.Ordinal));
        ModelFinding finding = Publisher(folder);
        Assert.Equal(FindingState.Fault, finding.State);
        Assert.Contains(named, finding.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_changed_file_is_refused_before_anything_is_run()
    {
        string folder = Registered();
        File.AppendAllText(Path.Combine(folder, "smallest_encoder.onnx"), "x");
        Assert.Contains("changed or damaged",
            Assert.Throws<ModelException>(() =>
                ModelCheck.Run(new ModelCheckRequest { ModelFolder = folder })).Message, StringComparison.Ordinal);
    }

    private static ModelFinding Publisher(string folder) =>
        ModelCheck.Run(new ModelCheckRequest { ModelFolder = folder }).Findings.Single(finding =>
            finding.Id == "publisher");

    private static void AssertNamed(string folder, string named)
    {
        ModelCheckResult result = ModelCheck.Run(new ModelCheckRequest { ModelFolder = folder });
        ModelFinding finding = result.Findings.Single(one => one.Id == "golden_pixels");
        Assert.Equal(FindingState.Fault, finding.State);
        Assert.Contains($"fit {named}", finding.Sentence, StringComparison.Ordinal);
        Assert.Equal(FindingState.Fault, result.Findings.Single(one => one.Id == "card_change").State);
    }

    private static void Edit(string folder, Func<string, string> edit)
    {
        string path = Path.Combine(folder, "model.json");
        string before = File.ReadAllText(path);
        string after = edit(before);
        Assert.NotEqual(before, after);
        File.WriteAllText(path, after);
    }

    private string Npy(float[] values, int width)
    {
        string path = _scratch.File("served.npy");
        using EmbeddingMatrix matrix =
            new([.. Enumerable.Range(0, values.Length / width).Select(i => $"{i}")], width, values);
        EmbeddingExport.WriteNumpy(matrix, path);
        return path;
    }

    private string Registered(params string[] pictures)
    {
        SmallestEncoder.Write(_scratch.File("source"));
        return new ModelRegistry(_scratch.File("registry"))
            .Add(new ModelAddRequest { Path = _scratch.File("source"), Pictures = pictures }).Folder;
    }

    private string[] Pictures(string name, ulong seed, int count, bool isSwapped)
    {
        Directory.CreateDirectory(_scratch.File(name));
        RandomSource random = new(seed);
        List<string> paths = [];
        for (int i = 0; i < count; i++)
        {
            byte[] samples = new byte[40 * 40 * 3];
            for (int p = 0; p < samples.Length; p += 3)
            {
                (byte red, byte blue) = ((byte)(150 + random.NextInt32(100)), (byte)random.NextInt32(60));
                (samples[p], samples[p + 1], samples[p + 2]) = isSwapped ? (blue, (byte)90, red)
                    : (red, (byte)90, blue);
            }

            paths.Add(Path.Combine(_scratch.File(name), $"{i}.png"));
            new Image(40, 40, 3, samples).WritePng(paths[^1]);
        }

        return [.. paths];
    }
}
