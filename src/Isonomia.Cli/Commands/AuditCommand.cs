using System.CommandLine;
using Isonomia.Fairness;
using Isonomia.Reporting;

namespace Isonomia.Cli;

/// <summary><c>isonomia audit</c>: audits a table of predictions.</summary>
internal static class AuditCommand
{
    internal static Command Create()
    {
        AuditOptions options = new();
        Verb command = new(
            "audit",
            "Audits a table of predictions: whom does the model serve worse, by how much, how sure are we. "
                + "Writes report.html for people, audit.json for machines.",
            ("By sex and age group, patients resampled",
                "isonomia audit predictions.csv --label label --score score --attribute sex "
                    + "--attribute age:0,40,60,80 --unit patient_id --out audit"),
            ("The threshold chosen on validation rows, the audit on test rows",
                "isonomia audit predictions.parquet --label y --score p --attribute sex --split split "
                    + "--validation val --test test --threshold 'specificity_at_least(0.9)' --out audit"),
            ("A gate for a pipeline: exit code 1 where a gap is too large",
                "isonomia audit predictions.csv --label label --score score --attribute sex "
                    + "--fail-on 'gap(auroc)>0.05' --fail-on 'verdict=disparity_found' --out audit"),
            ("Against an older model on the same patients",
                "isonomia audit new.csv --baseline old.csv --id image_id --label label --score score --attribute sex "
                    + "--out audit"));
        options.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(Run(options, parsed, cancellation)));
        return command;
    }

    private static int Run(AuditOptions options, ParseResult parsed, CancellationToken cancellation)
    {
        AuditRequest request = options.ToRequest(parsed);
        string folder = parsed.GetRequiredValue(options.Out);
        IReadOnlyList<AuditResult> results;
        using (ConsoleProgress progress = ConsoleProgress.OnStandardError())
        {
            results = FairnessAudit.Run(request, parsed.GetValue(options.Baseline), progress, cancellation);
        }

        foreach (AuditResult result in results)
        {
            string place = results.Count == 1 ? folder : Path.Combine(folder, FolderName(result.Model!));
            string report = AuditFolder.Write(result, place);
            AuditPrinter.Print(Terminal.Output, result, report);
        }

        foreach (GateResult gate in results.SelectMany(result => result.Gates).Where(gate => !gate.Passed))
        {
            Console.Error.WriteLine(gate.Sentence);
        }

        return results.Any(result => result.Gates.Any(gate => !gate.Passed)) ? ExitCode.GateFailed : ExitCode.Success;
    }

    private static string FolderName(string model) =>
        string.Concat(model.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' or '.' ? c : '_'));
}
