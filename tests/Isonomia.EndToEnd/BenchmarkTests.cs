namespace Isonomia.EndToEnd;

/// <summary>Every benchmark runs once, so that none rots unseen; times are not judged.</summary>
public sealed class BenchmarkTests
{
    [SkippableFact]
    public async Task Every_benchmark_still_runs()
    {
        string program = IsonomiaProcess.Program("Isonomia.Benchmarks");
        Skip.IfNot(File.Exists(program), "Needs the benchmarks built (make test builds the whole solution).");
        var result = await IsonomiaProcess.RunProgramAsync(
            "dotnet", [program, "--dry", "--filter", "*"], RepositoryFolder.Root, TimeSpan.FromMinutes(5));
        result.ShouldExitWith(0);
    }
}
