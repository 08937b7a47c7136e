using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Fairness forms of a regression task that are not the gap of a metric.</summary>
public static class RegressionParity
{
    /// <summary>The largest mean squared error of a group: the loss that bounded group loss bounds.</summary>
    /// <remarks>
    /// <para>Definition: max over groups of mse. Undefined groups are left out; undefined with none left
    /// (empty_group).</para>
    /// <para>Source: Agarwal, Dudík and Wu, Fair regression: quantitative definitions and reduction-based algorithms,
    /// ICML 2019 (specification §7).</para>
    /// </remarks>
    /// <param name="meanSquaredErrors">The mean squared error of each group.</param>
    /// <returns>The largest.</returns>
    public static Statistic BoundedGroupLoss(IReadOnlyList<Statistic> meanSquaredErrors)
    {
        ArgumentNullException.ThrowIfNull(meanSquaredErrors);
        double[] defined = [.. meanSquaredErrors.Where(loss => loss.IsDefined).Select(loss => loss.Value)];
        return defined.Length == 0 ? UndefinedReason.EmptyGroup : defined.Max();
    }

    /// <summary>
    /// How far the distribution of predictions differs between groups: the largest Wasserstein-1 distance of a pair.
    /// </summary>
    /// <remarks>
    /// <para>Undefined with fewer than two groups with rows (single_group). O(K² n log n).</para>
    /// <para>Source: specification §7; statistical parity of Agarwal, Dudík and Wu, ICML 2019, in its Wasserstein
    /// form.</para>
    /// </remarks>
    /// <param name="predictions">For every group its predictions.</param>
    /// <param name="weights">For every group the weights of its rows, or null: all 1.</param>
    /// <returns>The distance, in the unit of the prediction, with the pair of groups that is farthest apart.</returns>
    /// <exception cref="ArgumentException">Weights do not match the predictions.</exception>
    public static FarthestPair StatisticalParity(
        IReadOnlyList<double[]> predictions, IReadOnlyList<double[]>? weights = null)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        FarthestPair farthest = new(UndefinedReason.SingleGroup, -1, -1);
        for (int a = 0; a < predictions.Count; a++)
        {
            for (int b = a + 1; b < predictions.Count; b++)
            {
                Statistic distance = WassersteinDistance(
                    predictions[a], predictions[b], weights is null ? default : weights[a],
                    weights is null ? default : weights[b]);
                if (distance.IsDefined && (!farthest.Distance.IsDefined || distance.Value > farthest.Distance.Value))
                {
                    farthest = new FarthestPair(distance, a, b);
                }
            }
        }

        return farthest;
    }

    /// <summary>The Wasserstein-1 (earth mover's) distance of two weighted samples.</summary>
    /// <remarks>
    /// <para>Definition: ∫ |F_a − F_b|. Undefined where a sample has no weight (empty_group). O(n log n).</para>
    /// <para>Source: Villani, Topics in Optimal Transportation, 2003, remark 2.19 (ii).</para>
    /// </remarks>
    /// <param name="first">The values of one sample.</param>
    /// <param name="second">The values of the other.</param>
    /// <param name="firstWeights">Their weights ≥ 0, or empty: all 1.</param>
    /// <param name="secondWeights">Their weights ≥ 0, or empty: all 1.</param>
    /// <returns>The distance, in the unit of the values.</returns>
    /// <exception cref="ArgumentException">Weights do not match the values.</exception>
    public static Statistic WassersteinDistance(
        ReadOnlySpan<double> first,
        ReadOnlySpan<double> second,
        ReadOnlySpan<double> firstWeights = default,
        ReadOnlySpan<double> secondWeights = default)
    {
        double[] values = [.. first, .. second];
        double[] masses = [.. Masses(first, firstWeights, 1), .. Masses(second, secondWeights, -1)];
        if (Array.TrueForAll(masses, mass => mass <= 0) || Array.TrueForAll(masses, mass => mass >= 0))
        {
            return UndefinedReason.EmptyGroup;
        }

        Array.Sort(values, masses);
        CompensatedSum distance = default, difference = default;
        for (int i = 0; i + 1 < values.Length; i++)
        {
            difference.Add(masses[i]);
            distance.Add(Math.Abs(difference.Value) * (values[i + 1] - values[i]));
        }

        return distance.Value;
    }

    private static double[] Masses(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, int sign)
    {
        if (!weights.IsEmpty && weights.Length != values.Length)
        {
            throw new ArgumentException(
                $"There are {values.Length} values and {weights.Length} weights; each value needs one.");
        }

        double[] masses = new double[values.Length];
        CompensatedSum total = default;
        for (int i = 0; i < masses.Length; i++)
        {
            masses[i] = weights.IsEmpty ? 1 : weights[i];
            total.Add(masses[i]);
        }

        for (int i = 0; i < masses.Length && total.Value > 0; i++)
        {
            masses[i] *= sign / total.Value;
        }

        return masses;
    }
}
