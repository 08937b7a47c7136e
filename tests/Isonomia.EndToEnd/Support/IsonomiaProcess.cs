using System.Diagnostics;

namespace Isonomia.EndToEnd;

/// <summary>Runs the built programs as a person would: a process of its own, judged by exit code and output.</summary>
internal static class IsonomiaProcess
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(2);

    /// <summary>Debug or release: the tests run the programs built with them.</summary>
    private static string Configuration =>
        new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name;

    /// <summary>Gives the path of a built program.</summary>
    internal static string Program(string project) =>
        Path.Combine(RepositoryFolder.Root, "artifacts", "bin", project, Configuration, $"{project}.dll");

    /// <summary>Runs the command line to its end in a working folder (a temporary one by default).</summary>
    internal static Task<ProcessResult> RunAsync(params IEnumerable<string> arguments) =>
        RunProgramAsync("dotnet", [Program("Isonomia.Cli"), .. arguments], Path.GetTempPath(), DefaultTimeout);

    /// <summary>Runs any program to its end; kills it and throws when it takes longer than the limit.</summary>
    internal static async Task<ProcessResult> RunProgramAsync(
        string program, IEnumerable<string> arguments, string workingFolder, TimeSpan timeout)
    {
        ProcessStartInfo start = new(program, arguments)
        {
            WorkingDirectory = workingFolder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        using CancellationTokenSource limit = new(timeout);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException(
                $"'{program} {string.Join(' ', start.ArgumentList)}' did not end within {timeout.TotalSeconds} s.");
        }

        return new ProcessResult(process.ExitCode, await output, await error);
    }
}
