using System.Globalization;
using Isonomia.Fairness;
using Isonomia.Reporting;
using Isonomia.Studies;
using Spectre.Console;

namespace Isonomia.Cli;

/// <summary>Runs studies for a terminal: the plan, the stages as they go, the answer of every run.</summary>
internal static class StudyPrinter
{
    /// <summary>Shows what a run would do.</summary>
    internal static int Plan(
        StudySpecification study, IReadOnlyCollection<string> forced, CancellationToken cancellation)
    {
        IAnsiConsole console = Terminal.Output;
        IReadOnlyList<StagePlan> plans = Study.Plan(study, forced, cancellation);
        Print(console, plans);
        int runs = plans.Count(plan => plan.Status == StageStatus.Runs);
        int waits = plans.Count(plan => plan.Status == StageStatus.Waits);
        console.WriteLine(
            $"{runs} of {plans.Count} stages would run, {waits} may; results go to {study.ResultsFolder}. Nothing was "
                + $"computed.");
        return ExitCode.Success;
    }

    /// <summary>Runs a study and shows its answers.</summary>
    internal static int Run(
        StudySpecification study, IReadOnlyCollection<string> forced, CancellationToken cancellation)
    {
        IAnsiConsole console = Terminal.Output;
        StudyResult result;
        IReadOnlyList<StagePlan> done;
        string report;
        using (ConsoleProgress progress = ConsoleProgress.OnStandardError())
        {
            (result, done) = Study.Run(study, forced, new Relay(progress), cancellation);
            report = StudyFolder.Write(result);
        }

        Print(console, [.. done.Select(plan => plan with { Reason = Said(plan, result) })]);
        if (result.Cells.Count == 1)
        {
            AuditPrinter.Print(console, result.Audits[0], report);
        }
        else
        {
            foreach ((StudyCell cell, AuditResult audit) in result.Cells.Zip(result.Audits))
            {
                console.WriteLine($"{cell.Name}: {audit.Verdict.Headline}");
            }

            foreach (ComparisonRanking ranking in result.Benchmark?.Rankings ?? [])
            {
                console.WriteLine(ranking.Sentence);
            }

            console.WriteLine($"Report: {report}");
        }

        GateResult[] failed = [.. result.Audits.SelectMany(audit => audit.Gates).Where(gate => !gate.Passed)];
        foreach (GateResult gate in failed)
        {
            Console.Error.WriteLine(gate.Sentence);
        }

        return failed.Length > 0 ? ExitCode.GateFailed : ExitCode.Success;
    }

    private static string Said(StagePlan plan, StudyResult result)
    {
        StageRecord record = result.Stages.First(stage => stage.Stage == plan.Stage);
        string notes = record.Notes.Count == 0 ? string.Empty : " " + record.Notes[^1];
        string seconds = record.Seconds.ToString("0.0", CultureInfo.InvariantCulture);
        return plan.Status == StageStatus.Cached ? "kept." + notes : $"{seconds} s ({plan.Reason}).{notes}";
    }

    private static void Print(IAnsiConsole console, IReadOnlyList<StagePlan> plans)
    {
        foreach (StagePlan plan in plans)
        {
            string mark = plan.Status switch { StageStatus.Cached => "=", StageStatus.Runs => "+", _ => "?" };
            console.WriteLine($"{mark} {plan.Stage}: {plan.Reason}");
        }
    }

    private sealed class Relay(IProgress<AuditProgress> target) : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value) => target.Report(new AuditProgress(value.Stage, value.Share));
    }
}
