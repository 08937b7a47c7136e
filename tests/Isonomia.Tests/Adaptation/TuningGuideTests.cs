using Isonomia.Adaptation;
using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>The lines of C# in docs/guide/tuning.md.</summary>
public sealed class TuningGuideTests
{
    [Fact]
    public void Adapters_go_back_on_the_model_by_the_lines_of_the_guide()
    {
        using PicturePhantom phantom = new();
        TuneResult result = ModelTuning.Run(phantom.Request("lora", "out"));
        string modelPath = Path.Combine(phantom.Products, "products.onnx");
        string adaptersPath = result.AdaptersPath!;
        string tunedPath = phantom.Out("again.onnx");
        (int d, int classes) = (6, result.Classes.Count);

        // Begin of the guide's lines.
        var plain = OnnxModel.Load(modelPath);
        OnnxModel headed = ClassifierHead.Attach(
            plain, "embedding", "flatten", new float[d], new float[d], (new float[classes * d], new float[classes]));
        var adapters = LowRankAdapters.Load(adaptersPath, headed);
        adapters.Merge(adapters.Model).Save(tunedPath);

        // End of the guide's lines.
        Assert.Equal(
            File.ReadAllBytes(Path.Combine(phantom.Out("out"), "model.onnx")), File.ReadAllBytes(tunedPath));
    }

    [Fact]
    public void The_guide_shows_the_lines_that_run_above()
    {
        string[] source = File.ReadAllLines(Path.Combine(
            RepositoryFolder.Root, "tests", "Isonomia.Tests", "Adaptation", "TuningGuideTests.cs"));
        string[] guide = File.ReadAllLines(Path.Combine(RepositoryFolder.Root, "docs", "guide", "tuning.md"));
        string[] run = Between(source, "// Begin of the guide's lines.", "// End of the guide's lines.");
        string[] shown = Between(guide, "```csharp", "```");
        Assert.NotEmpty(run);
        Assert.Equal(run, shown);
    }

    private static string[] Between(string[] lines, string begin, string end)
    {
        string[] trimmed = [.. lines.Select(line => line.Trim())];
        int start = Array.IndexOf(trimmed, begin) + 1;
        Assert.True(start > 0, $"'{begin}' was not found.");
        return [.. trimmed.Skip(start).TakeWhile(line => line != end).Where(line => line.Length > 0)];
    }
}
