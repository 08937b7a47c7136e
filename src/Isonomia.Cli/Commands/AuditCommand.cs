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
        Command command = new(
            "audit",
            "Audits a table of predictions: whom does the model serve worse, by how much, how sure are we. "
            + "Writes report.html for people, audit.json for machines.");
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
