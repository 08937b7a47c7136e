namespace Isonomia.Numerics;

/// <summary>Sums per unit, prepared so that the group means of an assignment and their variances cost one
/// pass.</summary>
internal sealed class PermutedMeans
{
    private const int Parts = 5;

    // A difference or variance below this share of the numbers it comes from is rounding noise.
    private const double RoundingShare = 1e-12;

    private readonly double[] _parts;
    private readonly int _groupCount;
    private readonly bool[] _occurs;
    private readonly double _noise;

    /// <summary>Prepares the units.</summary>
    /// <param name="sums">The outcome summed over a unit, shape [I].</param>
    /// <param name="counts">The rows of a unit in the denominator, or empty: all 1.</param>
    /// <param name="groups">The groups as they are, codes from 0, shape [I].</param>
    internal PermutedMeans(ReadOnlySpan<double> sums, ReadOnlySpan<double> counts, ReadOnlySpan<int> groups)
    {
        double[] weights = counts.IsEmpty ? [.. Enumerable.Repeat(1.0, sums.Length)] : counts.ToArray();
        double total = Moments.Sum(weights);
        double center = total > 0 ? Moments.Sum(sums) / total : 0;
        _noise = total > 0 ? RoundingShare * MaxMagnitude(sums) * sums.Length / total : 0;
        _parts = new double[sums.Length * Parts];
        foreach (int group in groups)
        {
            if (group < 0)
            {
                throw new ArgumentException($"A group code is {group}; expected codes from 0.", nameof(groups));
            }

            _groupCount = Math.Max(_groupCount, group + 1);
        }

        _occurs = new bool[_groupCount];
        for (int i = 0; i < sums.Length; i++)
        {
            // Centered sums keep the differences and make the sums of squares accurate.
            double s = sums[i] - (center * weights[i]);
            double c = weights[i];
            _parts[i * Parts] = s;
            _parts[(i * Parts) + 1] = c;
            _parts[(i * Parts) + 2] = s * s;
            _parts[(i * Parts) + 3] = s * c;
            _parts[(i * Parts) + 4] = c * c;
            _occurs[groups[i]] = true;
        }
    }

    /// <summary>Makes the statistic for one thread.</summary>
    /// <param name="isStudentised">Whether differences are divided by their standard error.</param>
    /// <returns>The statistic.</returns>
    internal PermutationStatistic CreateStatistic(bool isStudentised)
    {
        double[] sums = new double[_groupCount * Parts];
        int[] units = new int[_groupCount];
        double[] means = new double[_groupCount];
        double[] variances = new double[_groupCount];
        return groups =>
        {
            Gather(groups, sums, units);
            for (int g = 0; g < _groupCount; g++)
            {
                if (!_occurs[g])
                {
                    continue;
                }

                if (!(sums[(g * Parts) + 1] > 0) || (isStudentised && units[g] < 2))
                {
                    return double.NaN;
                }

                means[g] = sums[g * Parts] / sums[(g * Parts) + 1];
                variances[g] = isStudentised ? Variance(sums.AsSpan(g * Parts, Parts), means[g], units[g]) : 1;
            }

            return Largest(means, variances, isStudentised);
        };
    }

    private static double MaxMagnitude(ReadOnlySpan<double> values)
    {
        double largest = 0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }

    private double Variance(ReadOnlySpan<double> sums, double mean, int units)
    {
        double squares = sums[2] - (2 * mean * sums[3]) + (mean * mean * sums[4]);
        return squares <= (RoundingShare * sums[2]) + (_noise * _noise * sums[4])
            ? 0
            : units / (units - 1.0) * squares / (sums[1] * sums[1]);
    }

    private void Gather(ReadOnlySpan<int> groups, double[] sums, int[] units)
    {
        Array.Clear(sums);
        Array.Clear(units);
        for (int i = 0; i < groups.Length; i++)
        {
            ReadOnlySpan<double> part = _parts.AsSpan(i * Parts, Parts);
            Span<double> target = sums.AsSpan(groups[i] * Parts, Parts);
            target[0] += part[0];
            target[1] += part[1];
            target[2] += part[2];
            target[3] += part[3];
            target[4] += part[4];
            units[groups[i]] += part[1] > 0 ? 1 : 0;
        }
    }

    private double Largest(double[] means, double[] variances, bool isStudentised)
    {
        double largest = double.NaN;
        for (int a = 0; a < _groupCount; a++)
        {
            for (int b = a + 1; b < _groupCount; b++)
            {
                if (_occurs[a] && _occurs[b])
                {
                    double difference = Math.Abs(means[a] - means[b]);
                    double error = Math.Sqrt(variances[a] + variances[b]);
                    double t = difference <= _noise ? 0
                        : !isStudentised ? difference
                        : error > 0 ? difference / error
                        : double.PositiveInfinity;
                    largest = largest >= t ? largest : t;
                }
            }
        }

        return largest;
    }
}
