using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>Numbers that compare two groups, or describe an attribute as a whole.</summary>
internal static class PairsSection
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.Ordinal)
    {
        ["xauc_gap_max"] = "Largest cross-group AUROC gap",
        ["abroca_max"] = "Largest area between ROC curves",
        ["cdd@strata"] = "Conditional demographic disparity (share of the cleared minus share of the flagged)",
        ["edf@smoothed"] = "Differential fairness ε of decisions",
        ["edf_amplification"] = "Differential fairness: decisions minus labels",
        ["score_distribution_gap"] = "Largest mean shift of scores (Wasserstein)",
        ["score_distribution_gap@given_y"] = "Largest mean shift of scores within a label",
        ["gei_between"] = "Inequality of benefit between groups",
        ["gei_within"] = "Inequality of benefit within groups",
        ["gei_between_share"] = "Share of the inequality that lies between groups",
        ["dp@max_class"] = "Gap in share predicted, largest over classes",
        ["dp@mean_class"] = "Gap in share predicted, mean over classes",
        ["dp@tv"] = "Predicted classes: total variation between groups",
        ["eopp@max_class"] = "Gap in recall, largest over classes",
        ["eopp@mean_class"] = "Gap in recall, mean over classes",
        ["eod_ovr@worst_case"] = "Gap in a class's true or false positive rate, largest",
        ["eod_ovr@mean"] = "Gap in a class's true or false positive rate, mean",
        ["eod_full@max"] = "Gap of a cell of the confusion matrix, largest",
        ["eod_full@mean"] = "Gap of a cell of the confusion matrix, mean",
        ["wasserstein_gap"] = "Largest distance of predictions (Wasserstein)",
        ["bounded_group_loss"] = "Largest mean squared error of a group",
        ["size_adjusted_gap[dice]"] = "Gap in Dice at equal structure size",
        ["size_adjusted_gap[nsd]"] = "Gap in surface Dice at equal structure size",
    };

    internal static ReportSection? For(AuditReading reading) => reading.Audit.Pairs.Count == 0
        ? null
        : new("pairs", "Group against group", writer => Write(reading.Audit, writer));

    private static void Write(AuditResult audit, ReportWriter writer)
    {
        writer.Lead(
            "These numbers look at two groups together, or at all groups of an attribute at once. They are shown to "
            + "explain, without a verdict. Intervals of largest values and distances are rough: read them as a range, "
            + "not as a test.");
        PairResult[] largest = [.. audit.Pairs.Where(IsLargest)];
        writer.Table(Table("Largest values by attribute", largest));
        PairResult[] rest = [.. audit.Pairs.Except(largest)];
        if (rest.Length > 0)
        {
            writer.FoldedTable($"All pairs ({NumberFormat.Count(rest.Length)})", Table("All pairs of groups", rest));
        }
    }

    /// <summary>One line an attribute, not one a pair.</summary>
    private static bool IsLargest(PairResult pair) => pair.B is null
        || pair.Metric.Contains("_gap[", StringComparison.Ordinal)
        || pair.Metric.EndsWith("_max", StringComparison.Ordinal)
        || pair.Metric is "score_distribution_gap" or "score_distribution_gap@given_y" or "wasserstein_gap";

    private static ReportTable Table(string caption, PairResult[] pairs)
    {
        ReportTable table = new(caption, ["Number", "Attribute", "Groups", TableColumn.Interval("Value")]);
        foreach (PairResult pair in pairs)
        {
            table.Add([
                Markup.Of($"{Name(pair.Metric)}<small><code>{pair.Metric}</code></small>"), pair.Attribute,
                pair.A is null ? "all groups" : $"{pair.A} – {pair.B}",
                AuditReading.Cell(pair.Value)]);
        }

        return table;
    }

    private static string Name(string id) =>
        Names.TryGetValue(id, out string? name) ? name
        : PairMetric.All.TryGet(id, out PairMetric? metric) ? metric.Name
        : id.IndexOf("_gap[", StringComparison.Ordinal) is > 0 and int at
            ? $"Gap in {Wording.MetricName(id[..at])}: {id[(at + 5)..^1]}"
        : Wording.Plain(id);
}
