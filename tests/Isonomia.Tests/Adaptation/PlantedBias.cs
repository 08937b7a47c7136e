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
            Texts = Texts(labels, groups, seed),
            Synthetic = new SyntheticRows([0, 1, 2, 3], ["g", "g", "g", "g"], 1),
            PictureShape = (1, 2, Width / 2),
        };
    }

    /// <summary>Texts that name label and group, with noise of a stream of its own.</summary>
    private static TextEmbeddings Texts(int[] labels, int[] groups, ulong seed)
    {
        RandomSource random = RandomSource.For(seed, "texts", 0);
        double[] Along(double label, double group)
        {
            double[] text = [.. Enumerable.Range(0, Width).Select(_ => 0.1 * random.NextNormal())];
            text[0] += label;
            text[1] += group;
            return TextEmbeddings.Unit(text);
        }

        return new TextEmbeddings
        {
            Classes = [Along(-1, 0.2), Along(1, 0.6)],
            Attributes = [[Along(0, -1), Along(0, 1)]],
            Rows = [.. labels.Select((label, i) => Along((2 * label) - 1, (2 * groups[i]) - 1))],
        };
    }

    /// <summary>The accuracy in the worst cell of group and label on test rows.</summary>
    internal static double WorstCell(MitigationProblem problem, double[] scores) => problem.Test
        .GroupBy(problem.CellOf)
        .Min(cell => cell.Average(row => (scores[row] >= 0.5 ? 1 : 0) == problem.Labels[row] ? 1.0 : 0));
}
