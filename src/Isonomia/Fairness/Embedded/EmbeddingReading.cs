using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Reads modes, consistency and Lipschitz numbers off the embeddings of the audited rows (specification §6,
/// §11.10).</summary>
internal static class EmbeddingReading
{
    private const int MostColumns = 64;

    /// <summary>Inspects.</summary>
    /// <param name="table">The audited rows.</param>
    /// <param name="request">How.</param>
    /// <param name="rule">How a score becomes a decision.</param>
    /// <param name="rowThresholds">A threshold for every row where they differ, or null.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What was found, and the individual numbers by id; null where no embeddings were given.</returns>
    internal static (EmbeddingInspectionResult Inspection, IReadOnlyDictionary<string,
        MetricValue> Individual)? Inspect(
        PredictionTable table, AuditRequest request, DecisionRule rule, double[]? rowThresholds,
            CancellationToken cancellation)
    {
        if (table.Embeddings is not { } embeddings)
        {
            return null;
        }

        int[] rows = [.. Enumerable.Range(0, table.RowCount).Where(row => embeddings.Rows[row] >= 0
            && IsUsable(table.Outcome, row))];
        if (rows.Length < 2)
        {
            throw new ArgumentException(
                $"{rows.Length} of the {table.RowCount} audited rows have an embedding and a known label; expected "
                + $"at least 2.");
        }

        FloatMatrix matrix = new(embeddings.Gather(rows), embeddings.Width);
        PredictionTable own = table.Take(rows);
        EmbeddingInspectionRequest inspection = new()
        {
            Embeddings = matrix,
            Attributes = [.. own.Attributes.Where(attribute => attribute.Groups.Count <= DistributionTable.MostGroups)],
            Label = own.Outcome is Outcome.Binary binary
                ? new Grouping("label", ["0", "1"], Array.ConvertAll(binary.Labels, static label => (int)label))
                : null,
            AgeBand = DistributionTable.MatchOf(own, request),
            Units = own.Units,
            ModeCount = Math.Max(1, request.EmbeddingModes),
            MinimumRows = request.Floors.Patients,
            Seed = request.Seed,
            ThreadCount = request.Threads > 0 ? request.Threads : Environment.ProcessorCount,
        };
        EmbeddingInspectionResult found = request.EmbeddingModes > 0
            ? EmbeddingInspection.Run(inspection, cancellation)
            : Columns(inspection);
        return (
            found,
            own.Outcome is Outcome.Binary outcome
                ? Individual(own, outcome, request, rule, rowThresholds is null ? null
                    : Array.ConvertAll(rows, row => rowThresholds[row]), matrix)
                : new Dictionary<string, MetricValue>());
    }

    /// <summary>The columns of the file as modes: for coordinates that were computed elsewhere.</summary>
    private static EmbeddingInspectionResult Columns(EmbeddingInspectionRequest request)
    {
        FloatMatrix matrix = request.Embeddings;
        if (matrix.Width > MostColumns)
        {
            throw new ArgumentException(
                $"The embeddings have {matrix.Width} columns; at most {MostColumns} can be compared as they are. "
                + "Give --modes K with K > 0 for principal components.");
        }

        double[][] columns = [.. Enumerable.Range(0, matrix.Width).Select(k =>
            Enumerable.Range(0, matrix.RowCount).Select(i => (double)matrix.Row(i)[k]).ToArray())];
        double[] variances = Array.ConvertAll(columns, column => Moments.Variance(column));
        return new EmbeddingInspectionResult
        {
            RowCount = matrix.RowCount,
            TestedCount = matrix.RowCount,
            Width = matrix.Width,
            Seed = request.Seed,
            Modes = [.. variances.Select((variance, k) =>
                new EmbeddingMode(k + 1, variance, variance / variances.Sum()))],
            Tests = ModeTests.Of(
                columns, [.. request.Attributes, .. request.Label is null ? [] : new[] { request.Label }], null,
                    request.MinimumRows),
            Flags =
            [
                new AuditFlag(
                    "columns_as_modes", "The columns of the embedding file were compared as they are, without "
                    + "principal components, all rows at once."),
            ],
            Scores = columns,
        };
    }

    private static Dictionary<string, MetricValue> Individual(
        PredictionTable table, Outcome.Binary outcome, AuditRequest request, DecisionRule rule,
            double[]? rowThresholds, FloatMatrix matrix)
    {
        double[] decisions = [.. outcome.Scores.Select((score, row) =>
            (rule with { Threshold = rowThresholds?[row] ?? rule.Threshold }).IsPositive(score) ? 1.0 : 0.0)];
        NeighborRequest neighbors = new()
        {
            Features = matrix.Values,
            Values = decisions,
            NeighborCount = request.Neighbors,
            Units = table.Units,
            NormalizesLength = request.NormalizesEmbeddings,
            Seed = request.Seed,
        };
        LipschitzResult lipschitz = LipschitzFairness.Compute(matrix.Values.Span, outcome.Scores,
            request.LipschitzConstant, request.Seed);
        return new Dictionary<string, MetricValue>(StringComparer.Ordinal)
        {
            ["consistency"] = Consistency(neighbors),
            ["consistency@score"] = Consistency(neighbors with { Values = outcome.Scores }),
            ["consistency@aif360"] = Consistency(neighbors with { IncludesSelf = true }),
            ["lipschitz_violation"] = Value(lipschitz.ViolationRate, lipschitz.PairCount,
                [.. LipschitzFlags(lipschitz)]),
            ["lipschitz_max"] = Value(lipschitz.LargestRatio, lipschitz.PairCount, [.. LipschitzFlags(lipschitz)]),
        };
    }

    private static MetricValue Consistency(NeighborRequest request)
    {
        ConsistencyResult result = NeighborConsistency.Compute(request);
        return Value(
            result.Consistency, request.Values.Length,
            result.QueryCount < request.Values.Length ? [$"sampled_rows({result.QueryCount})"] : []);
    }

    private static IEnumerable<string> LipschitzFlags(LipschitzResult lipschitz)
    {
        if (lipschitz.IsSample)
        {
            yield return $"sampled_pairs({lipschitz.PairCount})";
        }

        if (lipschitz.UnequalTwinCount > 0)
        {
            yield return $"unequal_twins({lipschitz.UnequalTwinCount})";
        }
    }

    private static MetricValue Value(Statistic statistic, long n, IReadOnlyList<string> flags) => new()
    {
        Value = statistic.ValueOrNull, Undefined = statistic.Reason?.Id(), N = n, IntervalUndefined = "not_computed",
            Flags = flags,
    };

    private static bool IsUsable(Outcome outcome, int row) => outcome switch
    {
        Outcome.Binary binary => binary.Labels[row] >= 0 && !double.IsNaN(binary.Scores[row]),
        Outcome.Multiclass classes => classes.Labels[row] >= 0,
        _ => true,
    };
}
