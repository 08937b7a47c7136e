using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>What an attribute predicts of embeddings linearly: the differences of the group means.</summary>
internal static class GroupMeans
{
    /// <summary>The means of the groups over rows, and the mean over all of them that have a group; an empty group has
    /// the mean of all.</summary>
    internal static (double[][] Groups, double[] All, int[] Counts) Of(
        MitigationProblem problem, IReadOnlyList<int> rows)
    {
        int d = problem.Embeddings.Width;
        double[][] sums = [.. problem.GroupNames.Select(_ => new double[d])];
        double[] all = new double[d];
        int[] counts = new int[sums.Length];
        foreach (int row in rows)
        {
            int g = problem.Groups[row];
            if (g < 0)
            {
                continue;
            }

            ReadOnlySpan<float> x = problem.Embeddings.Row(row);
            for (int j = 0; j < d; j++)
            {
                sums[g][j] += x[j];
                all[j] += x[j];
            }

            counts[g]++;
        }

        int total = Math.Max(counts.Sum(), 1);
        for (int j = 0; j < d; j++)
        {
            all[j] /= total;
            for (int g = 0; g < sums.Length; g++)
            {
                sums[g][j] = counts[g] > 0 ? sums[g][j] / counts[g] : all[j];
            }
        }

        return (sums, all, counts);
    }

    /// <summary>The least squares of X on a one-hot attribute predicts the group's mean: x − α(mean_a −
    /// mean).</summary>
    internal static MitigationProblem Remove(MitigationProblem problem, double alpha)
    {
        (double[][] groups, double[] all, _) = Of(problem, problem.Training);
        int d = problem.Embeddings.Width;
        float[] values = problem.Embeddings.Values.ToArray();
        for (int row = 0; row < problem.Embeddings.RowCount; row++)
        {
            int g = problem.Groups[row];
            for (int j = 0; j < d && g >= 0; j++)
            {
                values[(row * d) + j] = (float)(values[(row * d) + j] - (alpha * (groups[g][j] - all[j])));
            }
        }

        return problem with { Embeddings = new FloatMatrix(values, d) };
    }
}
