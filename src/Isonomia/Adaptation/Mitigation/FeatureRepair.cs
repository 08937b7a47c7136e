using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Moves every feature of every group to the median of the groups' distributions.</summary>
internal static class FeatureRepair
{
    internal static MitigationProblem Repair(MitigationProblem problem, double share)
    {
        int d = problem.Embeddings.Width;
        float[] values = problem.Embeddings.Values.ToArray();
        int[][] rows = [.. Enumerable.Range(0, problem.GroupNames.Count)
            .Select(g => problem.Training.Where(row => problem.Groups[row] == g).ToArray())];
        for (int j = 0; j < d; j++)
        {
            int column = j;
            QuantileMap map = new([.. rows.Select(own =>
                own.Select(row => (double)problem.Embeddings.Row(row)[column]).ToArray())]);
            for (int row = 0; row < problem.Embeddings.RowCount; row++)
            {
                if (map.Has(problem.Groups[row]))
                {
                    double x = values[(row * d) + j];
                    values[(row * d) + j] = (float)(x + (share * (map.Median(problem.Groups[row], x) - x)));
                }
            }
        }

        return problem with { Embeddings = new FloatMatrix(values, d) };
    }
}
