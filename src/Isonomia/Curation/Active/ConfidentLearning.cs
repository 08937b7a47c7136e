namespace Isonomia.Curation;

/// <summary>Which labels are probably wrong, from out-of-fold probabilities: confident learning.</summary>
/// <remarks>
/// <para>Threshold of class j: the mean of p(j) over items labelled j. An item is confidently of the class with the
/// largest p among those that reach their threshold; an item without any is not counted. The confident joint C counts
/// given against confident class; each row is scaled to its number of labels.</para>
/// <para>Source: Northcutt, Jiang and Chuang, JAIR 70, 2021; curation specification §8. Computed from the paper.</para>
/// </remarks>
public sealed record ConfidentLearning
{
    /// <summary>The threshold of each class; NaN where no item has the label.</summary>
    public required IReadOnlyList<double> Thresholds { get; init; }

    /// <summary>The confident class of each item, −1 for none.</summary>
    public required IReadOnlyList<int> ConfidentClass { get; init; }

    /// <summary>C, given class by confident class.</summary>
    public required IReadOnlyList<IReadOnlyList<long>> Joint { get; init; }

    /// <summary>Q, the estimated joint distribution, summing to 1.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Calibrated { get; init; }

    /// <summary>p of the given label.</summary>
    public required IReadOnlyList<double> SelfConfidence { get; init; }

    /// <summary>p of the given label less the largest other p.</summary>
    public required IReadOnlyList<double> Margin { get; init; }

    /// <summary>Items whose confident class is not the given one.</summary>
    public required IReadOnlyList<int> OffDiagonal { get; init; }

    /// <summary>Of each class the n Σ_{b≠a} Q_ab items with the lowest self-confidence.</summary>
    public required IReadOnlyList<int> PruneByClass { get; init; }

    /// <summary>For each pair of classes the n Q_ab items with the largest p(b) − p(a).</summary>
    public required IReadOnlyList<int> PruneByNoiseRate { get; init; }

    /// <summary>Items that both rules name.</summary>
    public IReadOnlyList<int> Both => [.. PruneByClass.Intersect(PruneByNoiseRate)];

    /// <summary>P(true ≠ given), the off-diagonal sum of Q.</summary>
    public double NoiseRate => 1 - Calibrated.Select((row, a) => row[a]).Sum();

    /// <summary>Looks at labels.</summary>
    /// <param name="probabilities">Out-of-fold probabilities, shape [n][K].</param>
    /// <param name="labels">The given labels, from 0, shape [n].</param>
    /// <param name="classCount">K.</param>
    /// <returns>The suspects, each list ascending.</returns>
    /// <exception cref="ArgumentException">The lists differ in length, or there is no item.</exception>
    public static ConfidentLearning Of(IReadOnlyList<double[]> probabilities, IReadOnlyList<int> labels, int classCount)
    {
        ArgumentNullException.ThrowIfNull(probabilities);
        ArgumentNullException.ThrowIfNull(labels);
        int n = labels.Count;
        if (n == 0 || probabilities.Count != n || probabilities.Any(p => p.Length != classCount))
        {
            throw new ArgumentException(
                $"{probabilities.Count} rows of probabilities were given for {n} labels of {classCount} classes; "
                    + $"expected one row of "
                + "one probability a class for each label, and at least one label.",
                nameof(probabilities));
        }

        double[] thresholds = [.. Enumerable.Range(0, classCount).Select(j => Enumerable.Range(0, n)
            .Where(i => labels[i] == j).Select(i => probabilities[i][j]).DefaultIfEmpty(double.NaN).Average())];
        int[] confident = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, classCount)
            .Where(j => probabilities[i][j] >= thresholds[j]).OrderByDescending(j => probabilities[i][j]).ThenBy(j => j)
            .DefaultIfEmpty(-1).First())];
        long[][] joint = [.. Enumerable.Range(0, classCount).Select(_ => new long[classCount])];
        double[] labelCounts = new double[classCount];
        for (int i = 0; i < n; i++)
        {
            labelCounts[labels[i]]++;
            if (confident[i] >= 0)
            {
                joint[labels[i]][confident[i]]++;
            }
        }

        double[][] calibrated = [.. joint.Select((row, a) => row.Sum() == 0
            ? [.. row.Select((_, b) => a == b ? labelCounts[a] / n : 0)]
            : row.Select(count => (double)count / row.Sum() * labelCounts[a] / n).ToArray())];
        double[] self = [.. labels.Select((label, i) => probabilities[i][label])];
        return new ConfidentLearning
        {
            Thresholds = thresholds,
            ConfidentClass = confident,
            Joint = joint,
            Calibrated = calibrated,
            SelfConfidence = self,
            Margin = [.. labels.Select((label, i) =>
                self[i] - probabilities[i].Where((_, j) => j != label).DefaultIfEmpty(0).Max())],
            OffDiagonal = [.. Enumerable.Range(0, n).Where(i => confident[i] >= 0 && confident[i] != labels[i])],
            PruneByClass = [.. Enumerable.Range(0, classCount).SelectMany(a => Enumerable.Range(0, n)
                .Where(i => labels[i] == a).OrderBy(i => self[i]).ThenBy(i => i)
                .Take(Rounded(n * (calibrated[a].Sum() - calibrated[a][a])))).Order()],
            PruneByNoiseRate = [.. (from a in Enumerable.Range(0, classCount)
                                    from b in Enumerable.Range(0, classCount)
                                    where a != b
                                    from i in Enumerable.Range(0, n)
                                        .Where(i => labels[i] == a)
                                        .OrderByDescending(i => probabilities[i][b] - probabilities[i][a])
                                        .ThenBy(i => i)
                                        .Take(Rounded(n * calibrated[a][b]))
                                    select i).Distinct().Order()],
        };
    }

    private static int Rounded(double count) => (int)Math.Round(count, MidpointRounding.ToEven);
}
