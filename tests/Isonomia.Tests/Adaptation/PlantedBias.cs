using Isonomia.Adaptation;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Embeddings with one direction that tells the label a little and one shortcut direction that tells the
/// group, which goes with the label in training and not in test.</summary>
internal static class PlantedBias
{
    internal const int Width = 10;

    internal static MitigationProblem Problem(int count, ulong seed, double agreement = 0.9)
    {
        RandomSource random = new(seed);
        int n = 3 * count;
        float[] x = new float[n * Width];
        int[] labels = new int[n];
        int[] groups = new int[n];
        for (int i = 0; i < n; i++)
        {
            labels[i] = random.NextDouble() < 0.5 ? 1 : 0;

            // In test the shortcut does not hold; whoever chooses on validation cannot know that.
            double share = i < 2 * count ? agreement : 0.5;
            groups[i] = random.NextDouble() < share ? labels[i] : 1 - labels[i];
            for (int j = 0; j < Width; j++)
            {
                double signal = j == 0 ? 1.6 * labels[i] : j == 1 ? 4 * groups[i] : 0;
                x[(i * Width) + j] = (float)(signal + random.NextNormal());
            }
        }

        double[] ones = new double[n];
        Array.Fill(ones, 1);
        return new MitigationProblem
        {
            Embeddings = new FloatMatrix(x, Width),
            Labels = labels,
            Groups = groups,
            GroupNames = ["a", "b"],
            Training = [.. Enumerable.Range(0, count)],
            Validation = [.. Enumerable.Range(count, count)],
            Test = [.. Enumerable.Range(2 * count, count)],
            Ids = [.. Enumerable.Range(0, n).Select(i => $"p{i}")],
            Weights = ones,
        };
    }

    /// <summary>The accuracy in the worst cell of group and label on test rows.</summary>
    internal static double WorstCell(MitigationProblem problem, double[] scores) => problem.Test
        .GroupBy(problem.CellOf)
        .Min(cell => cell.Average(row => (scores[row] >= 0.5 ? 1 : 0) == problem.Labels[row] ? 1.0 : 0));
}
