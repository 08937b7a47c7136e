using System.Collections.Concurrent;
using System.Diagnostics;

namespace Isonomia.Tests;

/// <summary>Debian's Python with reference libraries; tests that need one are skipped with a reason where it is
/// absent.</summary>
internal static class PythonReference
{
    private const string Interpreter = "/usr/bin/python3";

    private static readonly ConcurrentDictionary<string, bool> Present = new(StringComparer.Ordinal);

    /// <summary>Skips the test where a module cannot be imported.</summary>
    internal static void Require(params string[] modules)
    {
        foreach (string module in modules)
        {
            Skip.IfNot(
                File.Exists(Interpreter)
                    && Present.GetOrAdd(module, name => Start("-c", $"import {name}").ExitCode == 0),
                $"Needs the Python module '{module}' (Debian: see eng/packages/test.txt); it is absent here.");
        }
    }

    /// <summary>Runs a script and gives what it printed.</summary>
    internal static string Run(string script, params string[] arguments)
    {
        (int exitCode, string output, string errors) = Start(["-c", script, .. arguments]);
        Assert.True(exitCode == 0, $"The reference script failed: {errors}");
        return output;
    }

    /// <summary>Runs a script that lies in the repository.</summary>
    internal static void RunFile(string path, params string[] arguments)
    {
        (int exitCode, _, string errors) = Start([path, .. arguments]);
        Assert.True(exitCode == 0, $"{Path.GetFileName(path)} failed: {errors}");
    }

    private static (int ExitCode, string Output, string Errors) Start(params string[] arguments)
    {
        ProcessStartInfo start = new(Interpreter, arguments)
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["PYTHONDONTWRITEBYTECODE"] = "1";
        using var process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
