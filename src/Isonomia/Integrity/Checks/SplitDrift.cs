using Isonomia.Documentation;
using Isonomia.Numerics;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Splits that differ in what they hold.</summary>
    public static IntegrityCheck SplitDrift { get; } = new(
        "split_drift",
        "Splits that differ",
        "columns",
        "the first split against the test split, by patient: chi-square of every label, attribute and fact about "
            + "acquisition with bias-corrected Cramér's V, q < 0.05 over all columns (Benjamini–Hochberg)",
        CheckSeverity.Minor,
        "Stratify the split, or say that the test is of another population and why.",
        "Results hold for the test's mix: calibration and thresholds from training do not carry over as they stand.",
        new("Rabanser, Günnemann and Lipton, Failing loudly, NeurIPS 2019"),
        [new("v", 0.1, "the least Cramér's V that counts")])
    {
        Rule = SplitDriftRule.Find,
    };
}

/// <summary>The rule of <c>split_drift</c>.</summary>
file static class SplitDriftRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        (int first, int test) = SplitPair.Of(context);
        if (first < 0)
        {
            return CheckOutcome.NotApplicable("there are no two splits, one of them a test split (--split)");
        }

        int[] splits = [.. context.Units.First(context.Reading.SplitCodes).Codes
            .Select(code => code == first ? 0 : code == test ? 1 : -1)];
        (string Name, int[] Codes, int Groups)[] columns =
        [
            .. context.Reading.Findings.Select(finding => (finding.Name,
                finding.ByUnit(context.Units).Select(value => (int)value).ToArray(), 2)),
            .. context.Reading.Attributes.Concat(context.Reading.Facts).Select(column =>
                (column.Name, column.ByUnit(context.Units), column.Groups.Count)),
        ];
        columns = [.. columns.Where(column => column.Groups > 1)];
        if (columns.Length == 0)
        {
            return CheckOutcome.NotApplicable("no label, attribute or fact was declared");
        }

        var tests = columns.Select(column => (column.Name, Result: UnitAssociation.Test(
            splits, column.Codes, 2, column.Groups, context.Request.Seed, $"split_drift:{column.Name}"))).ToArray();
        double[] q = Multiplicity.BenjaminiHochberg([.. tests.Select(one => one.Result.P)]);
        var found = tests.Index().Where(one => q[one.Index] < 0.05 && one.Item.Result.Effect >= context["v"])
            .OrderByDescending(one => one.Item.Result.Effect).Select(one => one.Item).ToArray();
        string pair = $"'{context.Reading.Splits[first]}' and '{context.Reading.Splits[test]}'";
        CheckOutcome outcome = found.Length == 0
            ? CheckOutcome.Clear(columns.Length, $"{pair} do not differ much in any label, attribute or fact.")
            : CheckOutcome.Found(CheckSeverity.Minor, found.Length, columns.Length, $"{pair} differ in "
                + CheckContext.List([.. found.Select(one =>
                    $"'{one.Name}' (V {CheckContext.Two(one.Result.Effect)})")]) + ".");
        foreach (var one in tests)
        {
            outcome.With($"v:{one.Name}", one.Result.Effect, $"Cramér's V of split and {one.Name}, {one.Result.Test}");
        }

        return outcome;
    }
}
