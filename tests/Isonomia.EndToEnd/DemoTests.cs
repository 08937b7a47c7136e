using System.Text.Json;

namespace Isonomia.EndToEnd;

/// <summary>The main job on a bare checkout: phantom pictures with a disparity that is known because it was
/// made.</summary>
public sealed class DemoTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Power: the lower end of the gap's interval is above the margin of .05 in this seed by far (about .10);
    /// the group AUROCs (.81 and .95) come near the ideal ones of the statement (.80 and .96).</summary>
    [Fact]
    public async Task The_injected_disparity_is_found_and_the_report_names_the_group()
    {
        string folder = _folder["demo"];
        ProcessResult result = await IsonomiaProcess.RunAsync("demo", "--out", folder);
        result.ShouldExitWith(0);
        using var phantom = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(folder, "phantom", "phantom.json")));
        using var audit = JsonDocument.Parse(
            await File.ReadAllTextAsync(Path.Combine(folder, "runs", "smallest_encoder", "audit.json")));
        JsonElement root = audit.RootElement;
        Assert.Equal("disparity_found", root.GetProperty("verdict").GetProperty("verdict").GetString());
        JsonElement gap = root.GetProperty("disparities").EnumerateArray().First(d =>
            d.GetProperty("attribute").GetString() == "sex" && d.GetProperty("metric").GetString() == "auroc_gap");
        Assert.Equal("disparity_found", gap.GetProperty("verdict").GetString());
        Assert.Equal("female", gap.GetProperty("detail").GetProperty("worst_group").GetString());
        Assert.True(gap.GetProperty("low").GetDouble() > 0.05);
        Assert.Contains("female", phantom.RootElement.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(
            "Disparity found", await File.ReadAllTextAsync(Path.Combine(folder, "report.html")),
            StringComparison.Ordinal);
    }
}
