using System.Globalization;
using Isonomia.Curation;

namespace Isonomia.Cli;

/// <summary>Prints the account of a curation: one screen a step.</summary>
internal static class CurationPrinter
{
    private const int NameWidth = 26;
    private const int MostGroups = 10;

    internal static void Print(CurationResult result, TextWriter output)
    {
        foreach (StepAccount step in result.Steps)
        {
            Print(step, output);
        }

        if (result.Steps.Count > 1)
        {
            Print(result.Total, output);
        }
    }

    private static void Print(StepAccount step, TextWriter output)
    {
        double share = step.Before == 0 ? 0 : 100.0 * step.Removed / step.Before;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{step.Step}  {step.Before:N0} images, {step.PatientsBefore:N0} patients → {step.After:N0} kept "
                + $"({step.PatientsAfter:N0} patients), {step.Removed:N0} removed ({share:0.0} %)"));
        // What nobody lost has nothing to tell by group.
        foreach (FactorAccount factor in step.Removed == 0 ? [] : step.Factors)
        {
            string header = $"{factor.Factor}".PadRight(NameWidth);
            output.WriteLine($"{header}  before  removed    rate   ratio to rest [95 %]   share change");
            AccountGroup[] shown = factor.Groups.Count <= MostGroups ? [.. factor.Groups]
                : [.. factor.Groups.Where(group => group.Removed > 0 || !group.IsTooSmall)];
            foreach (AccountGroup group in shown)
            {
                Line(group, output);
            }

            if (shown.Length < factor.Groups.Count)
            {
                output.WriteLine(Text($"  {factor.Groups.Count - shown.Length} more groups, all small, lost nothing."));
            }

            string accepted = factor.Accepted is null ? string.Empty : $" (accepted: {factor.Accepted})";
            string gap = factor.RateGapInterval is { } interval
                ? string.Create(
                    CultureInfo.InvariantCulture,
                    $"; gap {100 * factor.RateGap.Value:0.0} points [{100 * interval.Low:0.0}, "
                        + $"{100 * interval.High:0.0}]")
                : string.Empty;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  χ² {factor.ChiSquared:0.0}, {factor.DegreesOfFreedom} df, p {P(factor.P)}; by patients p "
                    + $"{P(factor.PermutationP)}, q {P(factor.Q)}; V {factor.CramersV.ValueOrNull ?? 0:0.000}{gap}   "
                    + $"verdict: {Words(factor.Verdict)}{accepted}"));
        }

        if (step.Reasons.Count > 0)
        {
            IEnumerable<string> reasons = step.Reasons.Select(reason => Text($"{reason.Count:N0} {reason.Reason}"));
            output.WriteLine($"reasons: {string.Join(", ", reasons)}");
        }

        foreach (StepMeasure measure in step.Measures)
        {
            output.WriteLine(Text($"{measure.Id} = {measure.Value:0.######}: {measure.Meaning}"));
        }

        foreach (string note in step.Notes)
        {
            output.WriteLine($"Note: {note}");
        }

        output.WriteLine();
    }

    private static void Line(AccountGroup group, TextWriter output)
    {
        string ratio = group.RemovalRatioInterval is { } interval
            ? Text($"{group.RemovalRatio.Value:0.00} [{interval.Low:0.00}, {interval.High:0.00}]")
            : "–";
        string rate = group.RemovalRate.IsDefined ? Text($"{100 * group.RemovalRate.Value:0.0} %") : "–";
        string change = group.ShareBefore.IsDefined && group.ShareAfter.IsDefined
            ? Text($"{100 * (group.ShareAfter.Value - group.ShareBefore.Value):+0.0;−0.0;0.0}")
            : "–";
        string name = group.Group.Length > NameWidth - 2 ? group.Group[..(NameWidth - 3)] + "…" : group.Group;
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  {name.PadRight(NameWidth - 2)}{group.Before,8:N0} {group.Removed,8:N0} {rate,7}   {ratio,-20} "
                + $"{change,8}{(group.IsTooSmall ? "  too few to say" : string.Empty)}"));
    }

    private static string Words(AccountVerdict verdict) => verdict switch
    {
        AccountVerdict.Even => "even",
        AccountVerdict.Slight => "slight",
        AccountVerdict.Uneven => "uneven",
        _ => "too small to say",
    };

    private static string P(double p) => p < 1e-300 ? "< 1e-300" : p < 0.001
        ? p.ToString("0.0e-0", CultureInfo.InvariantCulture)
        : p.ToString("0.000", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
