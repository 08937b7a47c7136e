using System.Globalization;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Cli;

/// <summary>Prints what a mitigation did.</summary>
internal static class MitigationPrinter
{
    internal static void Print(TextWriter output, CohortMitigationResult result, string folder)
    {
        output.WriteLine(
            $"{result.Method} on '{result.Label}' by {result.Attribute}: {result.SplitSizes[0]} rows train, "
                + $"{result.SplitSizes[1]} choose, {result.SplitSizes[2]} are judged.");
        if (result.UsesAttributeAtTest)
        {
            output.WriteLine("The attribute of every judged row was used; it must be known and allowed when deciding.");
        }

        if (result.IsRandomized)
        {
            output.WriteLine("Decisions are randomized; rates below are in expectation.");
        }

        if (result.Rates.Count > 0)
        {
            output.WriteLine($"{result.Attribute,-24} positives negatives  TPR before after   FPR before after");
        }

        foreach (GroupDecisionRates group in result.Rates)
        {
            output.WriteLine(
                $"{group.Group,-24} {group.PositiveCount,9} {group.NegativeCount,9}  "
                    + $"{Number(group.TruePositiveRateBefore),10} {Number(group.TruePositiveRate)}   "
                    + $"{Number(group.FalsePositiveRateBefore),10} {Number(group.FalsePositiveRate)}");
        }

        foreach (ComparisonValue value in result.Comparison?.Values ?? [])
        {
            output.WriteLine(
                $"{value.Attribute}: {value.Model,-20} {result.Comparison!.MetricName} overall "
                    + $"{Number(value.Overall?.Value)}, worst {Number(value.Worst?.Value)} "
                    + $"({value.WorstGroup ?? "–"}), "
                    + $"gap {Number(value.Gap?.Value)}");
        }

        foreach (ComparisonChange change in result.Comparison?.Changes ?? [])
        {
            output.WriteLine(
                $"{change.Change.Attribute}: against plain training: {change.Change.Label} (point values: "
                    + $"{change.Change.PointLabel})");
        }

        foreach (ReadingNote note in result.Notes)
        {
            output.WriteLine("- " + note.Sentence);
        }

        output.WriteLine($"Predictions: {result.PredictionsPath}");
        if (result.AuditOptions.Count > 0)
        {
            output.WriteLine(
                $"Audit them: isonomia audit {result.PredictionsPath} {string.Join(' ', result.AuditOptions)} --out "
                    + Path.Combine(folder, "audit"));
        }
    }

    internal static string Number(double? value) =>
        value?.ToString("0.000", CultureInfo.InvariantCulture) ?? "    –";
}
