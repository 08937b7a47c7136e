using System.Diagnostics;

namespace Isonomia.Benchmarks.Peers;

/// <summary>Runs a peer script of <c>benchmarks/peers</c> with Debian's Python.</summary>
internal static class PeerProcess
{
    /// <summary>The words of the script's last line, or null where it or its packages are missing.</summary>
    internal static string[]? Run(string script, params string[] arguments)
    {
        ProcessStartInfo start = new("/usr/bin/python3", ["benchmarks/peers/" + script, .. arguments])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode == 0)
        {
            return output.Trim().Split('\n')[^1].Split(' ');
        }

        Console.Error.WriteLine($"{script} did not run (see eng/packages/bench.txt); only our own figures are shown.");
        return null;
    }
}
