using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Reads modes, consistency and Lipschitz numbers off the embeddings of the audited rows (specification §6, §11.10).</summary>
internal static class EmbeddingReading
{
    private const int MostColumns = 64;

    /// <summary>Inspects.</summary>
    /// <param name="table">The audited rows.</param>
    /// <param name="request">How.</param>
    /// <param name="rule">How a score becomes a decision.</param>
    /// <param name="rowThresholds">A threshold for every row where they differ, or null.</param>
    /// <returns>What was found, and the individual numbers by id; null where no embeddings were given.</returns>
    internal static (EmbeddingInspection Inspection, IReadOnlyDictionary<string, MetricValue> Individual)? Inspect(
        PredictionTable table, AuditRequest request, DecisionRule rule, double[]? rowThresholds)
    {
        if (table.Embeddings is not { } embeddings)
        {
            return null;
        }

        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => embeddings.Rows[row] >= 0 && IsUsable(table.Outcome, row))];
        float[] values = embeddings.Gather(rows);
        bool isPca = request.EmbeddingModes > 0;
        if (!isPca && embeddings.Width > MostColumns)
        {
            throw new ArgumentException(
                $"The embeddings have {embeddings.Width} columns; at most {MostColumns} can be compared as they are. Give --modes K with K > 0 for "
                + "principal components.");
        }

        PrincipalComponents? components = isPca && rows.Length >= 2
            ? PrincipalComponents.Of(values, embeddings.Width, request.EmbeddingModes)
            : null;
        double[][] modes = components is not null
            ? [.. components.Loadings.Select((_, k) => components.Project(k, values))]
            : isPca ? []
            : [.. Enumerable.Range(0, embeddings.Width).Select(k => rows.Select((_, i) => (double)values[(i * embeddings.Width) + k]).ToArray())];
        Func<int, int>? labels = table.Outcome is Outcome.Binary binary ? row => binary.Labels[row] : null;
        IReadOnlyList<DistributionTest> tests = new DistributionTable(table, request).Run(
            [.. modes.Select((mode, k) => new ComparedVariable(isPca ? $"pc{k + 1}" : $"column{k + 1}", Spread(mode, rows, table.RowCount), labels))],
            withLabels: true,
            withinLabels: false);
        var inspection = new EmbeddingInspection
        {
            Width = embeddings.Width,
            Rows = rows.Length,
            RowsWithout = table.RowCount - rows.Length,
            Modes = isPca ? "pca" : "columns",
            ExplainedShares = components?.ExplainedShares ?? [],
            Tests = tests,
        };
        return table.Outcome is Outcome.Binary outcome
            ? Individual(inspection, table, outcome, request, rule, rowThresholds, rows, values)
            : (inspection, new Dictionary<string, MetricValue>());
    }

    private static (EmbeddingInspection Inspection, IReadOnlyDictionary<string, MetricValue> Individual) Individual(
        EmbeddingInspection inspection, PredictionTable table, Outcome.Binary outcome, AuditRequest request, DecisionRule rule,
        double[]? rowThresholds, int[] rows, float[] values)
    {
        double[] scores = Array.ConvertAll(rows, row => outcome.Scores[row]);
        double[] decisions = Array.ConvertAll(rows, row =>
            (rule with { Threshold = rowThresholds?[row] ?? rule.Threshold }).IsPositive(outcome.Scores[row]) ? 1.0 : 0.0);
        NeighborRequest neighbors = new()
        {
            Features = values,
            Values = decisions,
            NeighborCount = request.Neighbors,
            Units = table.Units is null ? null : Array.ConvertAll(rows, row => table.Units[row]),
            NormalizesLength = request.NormalizesEmbeddings,
            Seed = request.Seed,
        };
        ConsistencyResult ofDecisions = NeighborConsistency.Compute(neighbors);
        LipschitzResult lipschitz = LipschitzFairness.Compute(values, scores, request.LipschitzConstant, request.Seed);
        Dictionary<string, MetricValue> numbers = new(StringComparer.Ordinal)
        {
            ["consistency"] = Value(ofDecisions.Consistency),
            ["consistency@score"] = Value(NeighborConsistency.Compute(neighbors with { Values = scores }).Consistency),
            ["consistency@aif360"] = Value(NeighborConsistency.Compute(neighbors with { IncludesSelf = true }).Consistency),
            ["lipschitz_violation"] = Value(lipschitz.ViolationRate),
            ["lipschitz_max"] = Value(lipschitz.LargestRatio),
        };
        return (
            inspection with
            {
                NeighborQueries = ofDecisions.QueryCount, LipschitzPairs = lipschitz.PairCount, UnequalTwins = lipschitz.UnequalTwinCount,
            },
            numbers);

        MetricValue Value(Statistic statistic) => new()
        {
            Value = statistic.ValueOrNull, Undefined = statistic.Reason?.Id(), N = rows.Length, IntervalUndefined = "not_computed",
        };
    }

    private static bool IsUsable(Outcome outcome, int row) => outcome switch
    {
        Outcome.Binary binary => binary.Labels[row] >= 0 && !double.IsNaN(binary.Scores[row]),
        Outcome.Multiclass classes => classes.Labels[row] >= 0,
        _ => true,
    };

    private static double[] Spread(double[] values, int[] rows, int count)
    {
        double[] all = new double[count];
        Array.Fill(all, double.NaN);
        for (int i = 0; i < rows.Length; i++)
        {
            all[rows[i]] = values[i];
        }

        return all;
    }
}
