namespace Isonomia.Fairness;

/// <summary>The equity-scaled and spread measures of the FairCLIP code, with fairlearn's differences.</summary>
/// <remarks>
/// Source: Luo et al., FairCLIP, CVPR 2024, and its evaluation code: α = 1, standard deviation with divisor K; dpd
/// and eod are fairlearn's, with 0 for an empty denominator.
/// </remarks>
internal static class HarvardSummary
{
    internal static void Write(PresetRows rows, List<PresetValue> values)
    {
        foreach ((string name, Metric metric) in new[] { ("acc", Metric.Accuracy), ("auc", Metric.Auroc) })
        {
            values.Add(new(name, rows.Value(rows.Overall, metric)));
            values.Add(new($"es_{name}", rows.Aggregate(metric, Disparity.EsHarvard)));
            for (int group = 0; group < rows.Names.Count; group++)
            {
                values.Add(new($"{name}|{rows.Names[group]}", rows.Value(rows.Members[group], metric)));
            }

            values.Add(new($"std_disparity_{name}", rows.Aggregate(metric, Disparity.PsdMean)));
            values.Add(new($"max_disparity_{name}", rows.Aggregate(metric, Disparity.PsdMax)));
        }

        values.Add(new("dpd", rows.Aggregate(Metric.SelectionRate, Disparity.Gap, rows.Rule, zero: true)));
        values.Add(new("eod", Criterion.Resolve("equalized_odds_difference@worst_case").Combination.Compute(
        [
            rows.Aggregate(Metric.TruePositiveRate, Disparity.Gap, rows.Rule, zero: true),
            rows.Aggregate(Metric.FalsePositiveRate, Disparity.Gap, rows.Rule, zero: true),
        ])));
    }
}
