using System.CommandLine;

namespace Isonomia.Cli;

/// <summary>The command line: one verb a file in Commands; each binds options, calls one library entry point,
/// renders.</summary>
internal static class Application
{
    internal static async Task<int> RunAsync(string[] args)
    {
        RootCommand root = new(
            "Isonomia: fair foundation models in medical imaging. Measures how a model serves every patient group, "
                + "with honest statistics.");
        root.Subcommands.Add(AuditCommand.Create());
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(MetricsCommand.Create());
        root.Subcommands.Add(CompareCommand.Create());
        root.Subcommands.Add(IngestCommand.Create());

        ParseResult parsed = root.Parse(args);
        if (parsed.Errors.Count > 0 && !args.Any(arg => arg is "--help" or "-h" or "-?"))
        {
            foreach (System.CommandLine.Parsing.ParseError error in parsed.Errors)
            {
                await Console.Error.WriteLineAsync(error.Message);
            }

            await Console.Error.WriteLineAsync(
                $"Type 'isonomia {parsed.CommandResult.Command.Name} --help' for the options.");
            return ExitCode.WrongUse;
        }

        using CancellationTokenSource stop = new();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = true;
            stop.Cancel();
        };
        InvocationConfiguration configuration = new()
        {
            EnableDefaultExceptionHandler = false,
            ProcessTerminationTimeout = null,
        };
        try
        {
            return await parsed.InvokeAsync(configuration, stop.Token);
        }
        catch (Exception exception) when (ExitCode.Of(exception) is int code)
        {
            await Console.Error.WriteLineAsync(ExitCode.Sentence(exception));
            return code;
        }
    }
}
