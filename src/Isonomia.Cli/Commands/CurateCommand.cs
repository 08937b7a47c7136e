using System.CommandLine;
using Isonomia.Curation;
using Isonomia.Reporting;

namespace Isonomia.Cli;

/// <summary><c>isonomia curate</c>: selects samples step by step, and accounts for whom each step removes.</summary>
internal static class CurateCommand
{
    internal static Command Create()
    {
        Command command = new(
            "curate", "Removes duplicates, balances and filters a cohort, and accounts for whom every step removed.");
        CohortOptions cohort = new();
        cohort.AddTo(command);
        CurateOptions options = new();
        options.AddTo(command);
        command.Subcommands.Add(CurateStepsCommand.Create("steps"));
        command.SetAction((parsed, cancellation) =>
            Task.Run(() => Run(cohort, options, parsed, cancellation), cancellation));
        return command;
    }

    private static int Run(CohortOptions cohort, CurateOptions options, ParseResult parsed,
        CancellationToken cancellation)
    {
        CurationResult result;
        using (var progress = ConsoleProgress.OnStandardError())
        {
            result = CohortCuration.Run(
                options.ToRequest(parsed, cohort.From(parsed)), new CurationProgressLine(progress), cancellation);
        }

        string page =
            CurationFolder.Write(result, parsed.GetRequiredValue(options.Out), parsed.GetValue(options.Pictures));
        CurationPrinter.Print(result, parsed.InvocationConfiguration.Output);
        parsed.InvocationConfiguration.Output.WriteLine(page);
        foreach (string failure in result.Steps.SelectMany(step => step.Failures))
        {
            Console.Error.WriteLine(failure);
        }

        return result.Passes ? ExitCode.Success : ExitCode.GateFailed;
    }

    private sealed class CurationProgressLine(ConsoleProgress line) : IProgress<CurationProgress>
    {
        public void Report(CurationProgress value) => line.Report(new Fairness.AuditProgress(value.Stage, value.Share));
    }
}
