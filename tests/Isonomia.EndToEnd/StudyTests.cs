using System.Diagnostics;

namespace Isonomia.EndToEnd;

/// <summary>A study as a process of its own: killed without warning, gone on with, and run again.</summary>
public sealed class StudyTests : IDisposable
{
    private const string Smallest = """
        name: killed
        results: results
        cohort:
          phantom: {patients: 400, side: 48}
        models:
          - built_in: smallest_encoder
        label: finding
        attributes: [sex, site]
        audit: {replicates: 100, permutations: 99}
        leakage: {permutations: 1, folds: 0}
        """;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("ingest.journal")]
    [InlineData("rows")]
    public async Task A_killed_run_goes_on_and_ends_with_the_same_bytes(string seen)
    {
        string study = Write("study.yaml");
        await KillWhenAsync(study, seen);
        (await IsonomiaProcess.RunAsync("run", study)).ShouldExitWith(0);
        ProcessResult fresh = await IsonomiaProcess.RunAsync("run", study, "--out", _folder["fresh"]);
        fresh.ShouldExitWith(0);
        foreach (string name in (string[])["cohort/manifest.parquet", "runs/smallest_encoder/predictions.csv"])
        {
            byte[] expected = await File.ReadAllBytesAsync(Path.Combine(_folder["fresh"], name));
            Assert.Equal(expected, await File.ReadAllBytesAsync(Path.Combine(_folder["results"], name)));
        }

        Assert.Empty(Directory.EnumerateFiles(_folder["results"], "*.part*", SearchOption.AllDirectories));
        string again = (await IsonomiaProcess.RunAsync("run", study)).ShouldExitWith(0).Output;
        Assert.DoesNotContain("\n+ ", again, StringComparison.Ordinal);
        string plan = (await IsonomiaProcess.RunAsync("run", study, "--dry-run", "--force", "audit")).Output;
        Assert.Contains("+ audit/smallest_encoder: it was asked to run again", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_study_file_with_mistakes_is_wrong_data_and_every_mistake_has_its_line()
    {
        string study = Write("wrong.yaml", Smallest.Replace("label:", "lable:", StringComparison.Ordinal));
        ProcessResult result = (await IsonomiaProcess.RunAsync("run", study)).ShouldExitWith(3);
        Assert.Contains(
            "wrong.yaml line 7: field 'lable' is unknown; did you mean 'label'?", result.Error,
            StringComparison.Ordinal);
        (await IsonomiaProcess.RunAsync("run", _folder["absent.yaml"])).ShouldExitWith(3);
    }

    [Fact]
    public async Task A_failed_gate_of_a_study_ends_with_1()
    {
        string study = Write("gate.yaml", Smallest.Replace(
            "permutations: 99}", "permutations: 99, fail_on: ['gap(auroc)>0.0001']}", StringComparison.Ordinal));
        (await IsonomiaProcess.RunAsync("run", study, "--no-pictures")).ShouldExitWith(1);
    }

    private string Write(string name, string text = Smallest)
    {
        File.WriteAllText(_folder[name], text);
        return _folder[name];
    }

    /// <summary>Starts a run and kills it once a file or folder of some name is there.</summary>
    private async Task KillWhenAsync(string study, string seen)
    {
        ProcessStartInfo start = new("dotnet", [IsonomiaProcess.Program("Isonomia.Cli"), "run", study])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        string results = _folder["results"];
        bool Seen() => Directory.Exists(results)
            && Directory.EnumerateFileSystemEntries(results, seen, SearchOption.AllDirectories)
                .Any(path => Directory.Exists(path) || new FileInfo(path).Length > 0);
        while (!Seen() && !process.HasExited)
        {
            await Task.Delay(5);
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        Assert.NotEqual(0, process.ExitCode);
    }
}
