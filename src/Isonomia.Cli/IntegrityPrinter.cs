using System.Globalization;
using Isonomia.Integrity;

namespace Isonomia.Cli;

/// <summary>Prints what the checks of a cohort found, the worst first.</summary>
internal static class IntegrityPrinter
{
    internal static void Print(IntegrityResult result, TextWriter output)
    {
        string patients = result.Patients is { } count
            ? string.Create(CultureInfo.InvariantCulture, $" of {count:N0} patients")
            : ", patients not known";
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{result.Cohort}: {result.Samples:N0} samples{patients}, {result.PicturesRead:N0} pictures opened."));
        foreach (CheckResult check in result.Checks.Where(check => check.Status == CheckStatus.Found))
        {
            output.WriteLine($"{Words(check.Severity!.Value),-10} {check.Id}: {check.Sentence}"
                + (check.Accepted is null ? string.Empty : $" Accepted: {check.Accepted}"));
        }

        string[] none = [.. result.Checks.Where(check => check.Status == CheckStatus.NotApplicable)
            .Select(check => check.Id)];
        output.WriteLine($"{result.Checks.Count(check => check.Status == CheckStatus.Clear)} checks found nothing"
            + (none.Length == 0 ? "." : $"; {none.Length} could not run ({string.Join(", ", none)})."));
        foreach (string note in result.Notes)
        {
            output.WriteLine($"Note: {note}");
        }
    }

    private static string Words(CheckSeverity severity) => severity switch
    {
        CheckSeverity.Blocking => "BLOCKING",
        CheckSeverity.Major => "MAJOR",
        CheckSeverity.Minor => "minor",
        _ => "note",
    };
}
