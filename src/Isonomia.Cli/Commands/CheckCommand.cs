using System.CommandLine;
using Isonomia.Integrity;
using Isonomia.Reporting;

namespace Isonomia.Cli;

/// <summary><c>isonomia check</c>: what in a cohort would corrupt any result that is computed on it.</summary>
internal static class CheckCommand
{
    internal static Command Create()
    {
        Verb command = new(
            "check",
            "Checks a cohort for what would corrupt any result on it: patients and pictures in two splits, "
                + "contradictory "
                + "labels, labels tied to site or device, missing values, impossible values, bad pictures, altered "
                + "copies "
                + "of public sets. Writes check.json and check.html. Ends with code 1 where a finding blocks.",
            ("A table with pictures, patients and splits",
                "isonomia check manifest.csv --unit patient_id --split split --label label --attribute sex "
                    + "--attribute age:0,40,60,80 --out check"),
            ("An ingested cohort knows its columns", "isonomia check cohort --out check"),
            ("A stricter threshold, and a finding that is accepted with its reason",
                "isonomia check cohort --set site_label.v=0.2 --accept patient_overlap=\"teaching set\" --out check"),
            ("A table alone, and only two checks",
                "isonomia check table.csv --id id --label label --table-only --only site_label --only missing_pattern "
                    + "--out check"));
        CohortOptions cohort = new();
        cohort.AddTo(command);
        CheckOptions options = new();
        options.AddTo(command);
        command.SetAction((parsed, cancellation) =>
            Task.Run(() => Run(cohort, options, parsed, cancellation), cancellation));
        return command;
    }

    private static int Run(
        CohortOptions cohort, CheckOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        IntegrityResult result;
        using (ConsoleProgress progress = ConsoleProgress.OnStandardError())
        {
            result = CohortIntegrity.Run(options.ToRequest(parsed, cohort.From(parsed)), progress, cancellation);
        }

        string page = IntegrityFolder.Write(
            result, parsed.GetRequiredValue(options.Out), parsed.GetValue(options.Pictures));
        IntegrityPrinter.Print(result, parsed.InvocationConfiguration.Output);
        parsed.InvocationConfiguration.Output.WriteLine(page);
        foreach (CheckResult check in result.Checks.Where(check =>
            check is { Severity: CheckSeverity.Blocking, Accepted: null }))
        {
            Console.Error.WriteLine($"{check.Id} blocks: {check.Sentence}");
        }

        return result.Passes ? ExitCode.Success : ExitCode.GateFailed;
    }
}
