using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>How many samples each declared category has; a category with none still counts as declared.</summary>
public sealed class CategoryCounts
{
    private readonly long[] _counts;

    /// <summary>Takes counts.</summary>
    /// <param name="counts">The count of every declared category, at least 0.</param>
    /// <exception cref="ArgumentException">A count is negative, or there is no category.</exception>
    public CategoryCounts(IReadOnlyList<long> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        _counts = [.. counts];
        if (_counts.Length == 0 || _counts.Any(count => count < 0))
        {
            throw new ArgumentException(
                "At least one category is needed, and no count may be negative.", nameof(counts));
        }

        Total = _counts.Sum();
        PresentCount = _counts.Count(count => count > 0);
    }

    /// <summary>The counts.</summary>
    public IReadOnlyList<long> Counts => _counts;

    /// <summary>The number of samples, N.</summary>
    public long Total { get; }

    /// <summary>The number of declared categories, K.</summary>
    public int DeclaredCount => _counts.Length;

    /// <summary>The number of categories with a sample, S.</summary>
    public int PresentCount { get; }

    /// <summary>The share of each category, p.</summary>
    public IEnumerable<double> Shares => _counts.Select(count => (double)count / Total);

    /// <summary>The counts of the categories with a sample.</summary>
    public IEnumerable<long> Present => _counts.Where(count => count > 0);

    /// <summary>−Σ p ln p with 0 ln 0 = 0.</summary>
    internal double Entropy
    {
        get
        {
            CompensatedSum sum = default;
            foreach (double share in Shares.Where(share => share > 0))
            {
                sum.Add(-share * Math.Log(share));
            }

            return sum.Value;
        }
    }

    /// <summary>Σ p².</summary>
    internal double Concentration
    {
        get
        {
            CompensatedSum sum = default;
            foreach (double share in Shares)
            {
                sum.Add(share * share);
            }

            return sum.Value;
        }
    }

    /// <summary>Σ c (c − 1) / (N (N − 1)).</summary>
    internal Statistic PairShare => Statistic.Ratio(
        _counts.Sum(static count => (double)count * (count - 1)), (double)Total * (Total - 1),
        UndefinedReason.TooFewRows);

    /// <summary>Chao's lower bound of the number of categories, S + f₁ (f₁ − 1) / (2 (f₂ + 1)).</summary>
    internal double Chao
    {
        get
        {
            double once = _counts.Count(count => count == 1);
            double twice = _counts.Count(count => count == 2);
            return PresentCount + (once * (once - 1) / (2 * (twice + 1)));
        }
    }

    /// <summary>mean of (c/c̄) ln(c/c̄), 0 for an empty category.</summary>
    internal static double TheilIndex(IEnumerable<long> counts)
    {
        double[] ratios = [.. counts.Select(static count => (double)count)];
        double mean = ratios.Average();
        return ratios.Average(count => count == 0 ? 0 : count / mean * Math.Log(count / mean));
    }

    /// <summary>Σ (2i − K − 1) c₍ᵢ₎ / (K N) over ascending counts.</summary>
    internal static double GiniCoefficient(IEnumerable<long> counts)
    {
        long[] ascending = [.. counts.Order()];
        double sum = 0;
        for (int i = 0; i < ascending.Length; i++)
        {
            sum += ((2.0 * (i + 1)) - ascending.Length - 1) * ascending[i];
        }

        return sum / ((double)ascending.Length * ascending.Sum());
    }
}
