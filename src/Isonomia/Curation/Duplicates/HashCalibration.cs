using Isonomia.Imaging;
using Isonomia.Numerics;

namespace Isonomia.Curation;

/// <summary>Finds the largest radius at which hardly two pictures of different patients are joined.</summary>
/// <remarks>Source: curation specification §2.</remarks>
internal static class HashCalibration
{
    /// <summary>The largest false-join rate a pair may have.</summary>
    internal const double LargestRate = 1e-6;

    private const int PairCount = 100_000;
    private const int LargestRadius = 10;

    /// <summary>Calibrates on random pairs of different patients.</summary>
    /// <param name="rows">The samples to draw from.</param>
    /// <param name="unit">The patient of a sample.</param>
    /// <param name="stratum">Pairs are of one stratum (view, group), −1 never.</param>
    /// <param name="distance">The distance of two samples.</param>
    /// <param name="random">The generator.</param>
    /// <returns>The radius (−1 where not even equal hashes are safe), the rate there and the pairs looked at.</returns>
    internal static (int Radius, double Rate, int Pairs) Of(
        IReadOnlyList<int> rows, Func<int, int> unit, Func<int, int> stratum, Func<int, int, int> distance,
            RandomSource random)
    {
        int[] counts = new int[65];
        int pairs = 0;
        for (int attempt = 0; attempt < 4 * PairCount && pairs < PairCount && rows.Count > 1; attempt++)
        {
            int a = rows[random.NextInt32(rows.Count)];
            int b = rows[random.NextInt32(rows.Count)];
            if (a != b && unit(a) != unit(b) && stratum(a) == stratum(b) && stratum(a) >= 0)
            {
                counts[distance(a, b)]++;
                pairs++;
            }
        }

        // With 100,000 pairs a rate of 1e-6 cannot be seen directly: the tail falls by at least the ratio seen between
        // its last two occupied distances, so the rate below the smallest distance seen is extrapolated and stated as
        // such.
        int smallest = Array.FindIndex(counts, count => count > 0);
        if (pairs == 0 || smallest < 0)
        {
            return (0, 0, pairs);
        }

        double[] cumulative = new double[65];
        double sum = 0;
        for (int d = 0; d < 65; d++)
        {
            sum += counts[d];
            cumulative[d] = sum / pairs;
        }

        int wide = Math.Min(64, smallest + 4);
        double decay =
            Math.Max(1.5, Math.Pow(cumulative[wide] / cumulative[smallest], 1.0 / Math.Max(1, wide - smallest)));
        for (int d = smallest - 1; d >= 0; d--)
        {
            cumulative[d] = cumulative[d + 1] / decay;
        }

        int radius = -1;
        while (radius + 1 <= LargestRadius && cumulative[radius + 1] <= LargestRate)
        {
            radius++;
        }

        return (radius, radius < 0 ? cumulative[0] : cumulative[radius], pairs);
    }

    /// <summary>The smallest distance over the variants of the second picture.</summary>
    internal static int Distance(ulong[] first, ulong[] second)
    {
        int best = 64;
        foreach (ulong variant in second)
        {
            best = Math.Min(best, PerceptualHash.Distance(first[0], variant));
        }

        return best;
    }
}
