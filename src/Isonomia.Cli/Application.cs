using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace Isonomia.Cli;

/// <summary>The command line: one verb a file in Commands; each binds options, calls one library entry point,
/// renders.</summary>
internal static class Application
{
    internal static async Task<int> RunAsync(string[] args)
    {
        Command root = new(
            "isonomia",
            "Isonomia: fair foundation models in medical imaging. Measures how a model serves every patient group, "
                + "with honest statistics.")
        {
            new HelpOption { Action = new LongHelp() },
            new VersionOption(),
        };
        root.Subcommands.Add(AuditCommand.Create());
        root.Subcommands.Add(DemoCommand.Create());
        root.Subcommands.Add(MetricsCommand.Create());
        root.Subcommands.Add(CompareCommand.Create());
        root.Subcommands.Add(EmbedCommand.Create());
        root.Subcommands.Add(ModelCommand.Create());
        root.Subcommands.Add(ZeroShotCommand.Create());
        root.Subcommands.Add(DatasetsCommand.Create());
        root.Subcommands.Add(CroissantCommand.Create());
        root.Subcommands.Add(DocumentCommand.Create());
        root.Subcommands.Add(DemographicsCommand.Create());
        root.Subcommands.Add(IngestCommand.Create());
        root.Subcommands.Add(RunCommand.Create());
        root.Subcommands.Add(SimulateCommand.Create());
        root.Subcommands.Add(ProbeCommand.Create());
        root.Subcommands.Add(LeakageCommand.Create());
        root.Subcommands.Add(EfficiencyCommand.Create());
        root.Subcommands.Add(ShiftCommand.Create());
        root.Subcommands.Add(CheckCommand.Create());
        root.Subcommands.Add(ChecksCommand.Create());
        root.Subcommands.Add(AdaptCommand.Create());
        root.Subcommands.Add(BenchCommand.Create());
        root.Subcommands.Add(TuneCommand.Create());
        root.Subcommands.Add(CurateCommand.Create());
        root.Subcommands.Add(CurateStepsCommand.Create());

        ParseResult parsed = root.Parse(args);
        IReadOnlyList<string> faults = UsageErrors.In(parsed, args);
        if (faults.Count > 0)
        {
            foreach (string fault in faults)
            {
                await Console.Error.WriteLineAsync(fault);
            }

            await Console.Error.WriteLineAsync($"Type '{PathOf(parsed.CommandResult)} --help' for the options.");
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

    /// <summary>The command as it is typed, for example <c>isonomia audit</c>.</summary>
    private static string PathOf(CommandResult command) =>
        command.Parent is CommandResult parent ? $"{PathOf(parent)} {command.Command.Name}" : command.Command.Name;
}
