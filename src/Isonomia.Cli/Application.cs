using System.CommandLine;

namespace Isonomia.Cli;

/// <summary>The command line: one verb a file in Commands; parses, calls one library entry point, renders.</summary>
internal static class Application
{
    internal static async Task<int> RunAsync(string[] args)
    {
        RootCommand root = new("Isonomia: fair foundation models in medical imaging.");
        var parsed = root.Parse(args);
        int code = await parsed.InvokeAsync();
        return parsed.Errors.Count > 0 ? ExitCode.WrongUse : code;
    }
}
