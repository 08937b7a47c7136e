using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Leaves out columns of embeddings that tell the attribute.</summary>
internal static class ColumnSuppression
{
    internal static MitigationProblem Suppress(MitigationContext context)
    {
        MitigationProblem problem = context.Problem;
        int d = problem.Embeddings.Width;
        int[] rows = [.. problem.Training.Where(row => problem.Groups[row] >= 0)];
        int[] kept;
        if (context["by"] == 0)
        {
            double[] correlations = Correlations(problem, rows);
            kept = [.. Enumerable.Range(0, d).Where(j => !(correlations[j] > context["limit"]))];
        }
        else
        {
            double[] importance = Importance(problem, rows);
            HashSet<int> dropped = [.. Enumerable.Range(0, d)
                .OrderByDescending(j => importance[j]).Take((int)context["count"])];
            kept = [.. Enumerable.Range(0, d).Where(j => !dropped.Contains(j))];
        }

        context.Notes.Add($"{d - kept.Length} of {d} columns were left out.");
        return kept.Length == d ? problem
            : kept.Length > 0 ? problem with { Embeddings = Columns(problem.Embeddings, kept) }
            : throw new ProbeException(
                $"'suppress' would leave out all {d} columns; raise its limit or lower its count.");
    }

    /// <summary>√(variance between groups / variance), column by column; |r| for two groups, 0 for a constant
    /// column.</summary>
    internal static double[] Correlations(MitigationProblem problem, int[] rows)
    {
        (double[][] groups, double[] all, int[] counts) = GroupMeans.Of(problem, rows);
        return [.. all.Select((mean, j) =>
        {
            double between = groups.Select((own, g) => counts[g] * (own[j] - mean) * (own[j] - mean)).Sum();
            double total = rows.Sum(row => Math.Pow(problem.Embeddings.Row(row)[j] - mean, 2));
            return total > 0 ? Math.Sqrt(Math.Min(between / total, 1)) : 0;
        })];
    }

    /// <summary>The largest absolute weight of every standardized column in a logistic probe of the
    /// attribute.</summary>
    private static double[] Importance(MitigationProblem problem, int[] rows)
    {
        StandardizedInputs inputs = StandardizedInputs.Of(problem.Embeddings, rows);
        int[] all = [.. Enumerable.Range(0, inputs.Count)];
        int[] present = [.. rows.Select(row => problem.Groups[row]).Distinct().Order()];
        ProbeResult probe = ProbeFit.Run(new ProbeRequest
        {
            Embeddings = new FloatMatrix(inputs.Gather(all, []), inputs.Width),
            Classes = Array.ConvertAll(problem.Groups, g => Array.IndexOf(present, g)),
            ClassNames = [.. present.Select(g => problem.GroupNames[g])],
            TrainingRows = rows,
            ValidationRows = [],
            Grid = [0.01],
            IsStandardized = false,
            ThreadCount = 1,
        });
        double[][] weights = [.. ((LinearProbeModel)probe.Model).Weights.Select(own => own.ToArray())];
        return [.. Enumerable.Range(0, inputs.Width).Select(j => weights.Max(own => Math.Abs(own[j])))];
    }

    private static FloatMatrix Columns(FloatMatrix embeddings, int[] kept)
    {
        float[] values = new float[embeddings.RowCount * kept.Length];
        for (int row = 0; row < embeddings.RowCount; row++)
        {
            ReadOnlySpan<float> own = embeddings.Row(row);
            for (int j = 0; j < kept.Length; j++)
            {
                values[(row * kept.Length) + j] = own[kept[j]];
            }
        }

        return new FloatMatrix(values, kept.Length);
    }
}
