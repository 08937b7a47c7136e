using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>
/// <c>lipschitz_violation(L)</c> and <c>lipschitz_max</c>: whether scores differ more than the cases do.
/// </summary>
/// <remarks>
/// All pairs up to 5000 rows; beyond, as many pairs drawn at random as 5000 rows have (with the seed given). Source:
/// Dwork et
/// al., Fairness through awareness, ITCS 2012, definition 2.1 (specification §6).
/// </remarks>
public static class LipschitzFairness
{
    private const string Procedure = "lipschitz_pairs";
    private const int ExactRowLimit = 5000;

    /// <summary>Compares pairs of cases.</summary>
    /// <param name="features">The features, row-major, shape [n, d].</param>
    /// <param name="scores">The scores, shape [n].</param>
    /// <param name="constant">The Lipschitz constant L, at least 0.</param>
    /// <param name="seed">The seed of the pair sample.</param>
    /// <returns>The result; too_few_rows with fewer than two rows.</returns>
    /// <exception cref="ArgumentException">The features do not fill whole rows.</exception>
    public static LipschitzResult Compute(
        ReadOnlySpan<float> features, ReadOnlySpan<double> scores, double constant = 1, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(constant);
        int n = scores.Length;
        if (n < 2)
        {
            return new LipschitzResult(UndefinedReason.TooFewRows, UndefinedReason.TooFewRows, 0, 0, false);
        }

        if (features.Length == 0 || features.Length % n != 0)
        {
            throw new ArgumentException(
                $"There are {n} scores and {features.Length} feature numbers; each row needs the same number of them.");
        }

        PairTally tally = new(constant);
        int width = features.Length / n;
        if (n <= ExactRowLimit)
        {
            for (int i = 0; i < n; i++)
            {
                for (int j = i + 1; j < n; j++)
                {
                    tally.Add(Distance(features, width, i, j), Math.Abs(scores[i] - scores[j]));
                }
            }

            return tally.Result(false);
        }

        var random = RandomSource.For(seed, Procedure, 0);
        for (long pair = 0; pair < (long)ExactRowLimit * (ExactRowLimit - 1) / 2; pair++)
        {
            int i = random.NextInt32(n);
            int j = random.NextInt32(n - 1);
            j += j >= i ? 1 : 0;
            tally.Add(Distance(features, width, i, j), Math.Abs(scores[i] - scores[j]));
        }

        return tally.Result(true);
    }

    private static double Distance(ReadOnlySpan<float> features, int width, int first, int second)
    {
        double sum = 0;
        for (int k = 0; k < width; k++)
        {
            double difference = (double)features[(first * width) + k] - features[(second * width) + k];
            sum += difference * difference;
        }

        return Math.Sqrt(sum);
    }

    private sealed class PairTally(double constant)
    {
        private long _pairs;
        private long _violations;
        private long _unequalTwins;
        private long _apart;
        private double _largest;

        internal void Add(double distance, double difference)
        {
            _pairs++;
            _violations += difference > constant * distance ? 1 : 0;
            if (distance > 0)
            {
                _apart++;
                _largest = Math.Max(_largest, difference / distance);
            }
            else
            {
                _unequalTwins += difference > 0 ? 1 : 0;
            }
        }

        internal LipschitzResult Result(bool isSample) => new(
            (double)_violations / _pairs, _apart == 0 ? UndefinedReason.ZeroDenominator : _largest, _unequalTwins,
            _pairs, isSample);
    }
}
