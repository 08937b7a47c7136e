using Isonomia.Numerics;

namespace Isonomia.Curation;

/// <summary>Patients by group, pooled into classes of equal counts, so that permutations and bootstraps of a million
/// patients cost no more than those of a thousand.</summary>
/// <remarks>
/// <para>A class holds the patients with the same number of images and of removed images. Permuting the groups of
/// patients is drawing a table class × group with fixed margins; resampling patients within a group is a multinomial
/// over classes.</para>
/// <para>A patient with images in two groups counts as one patient in each.</para>
/// </remarks>
internal sealed class PatientCells
{
    private readonly (int Images, int Removed)[] _classes;
    private readonly long[][] _table;
    private readonly long[] _groupSizes;

    private PatientCells((int Images, int Removed)[] classes, long[][] table, int groupCount)
    {
        (_classes, _table) = (classes, table);
        _groupSizes = [.. Enumerable.Range(0, groupCount).Select(g => table.Sum(row => row[g]))];
    }

    /// <summary>Pools.</summary>
    /// <param name="units">The patient of every image, or null.</param>
    /// <param name="groups">The group of every image that counts, −1 for the others.</param>
    /// <param name="isRemoved">Whether an image was removed.</param>
    /// <param name="groupCount">The number of groups.</param>
    internal static PatientCells Of(int[]? units, int[] groups, bool[] isRemoved, int groupCount)
    {
        Dictionary<(int Unit, int Group), (int Images, int Removed)> patients = [];
        Dictionary<(int Images, int Removed), long[]> classes = [];
        for (int i = 0; i < groups.Length; i++)
        {
            if (groups[i] < 0)
            {
                continue;
            }

            if (units is null)
            {
                Add(classes, (1, isRemoved[i] ? 1 : 0), groups[i], groupCount);
                continue;
            }

            (int images, int removed) = patients.GetValueOrDefault((units[i], groups[i]));
            patients[(units[i], groups[i])] = (images + 1, removed + (isRemoved[i] ? 1 : 0));
        }

        foreach (((_, int group), (int Images, int Removed) counts) in patients)
        {
            Add(classes, counts, group, groupCount);
        }

        (int, int)[] order = [.. classes.Keys.Order()];
        return new PatientCells(order, [.. order.Select(key => classes[key])], groupCount);
    }

    /// <summary>The share of permutations whose χ² is at least the observed one, (1 + count)/(1 + B).</summary>
    internal double PermutationP(ulong seed, string factor, int draws)
    {
        double observed = ChiSquared(_table);
        if (!(observed > 0))
        {
            return 1;
        }

        double limit = observed - (1e-10 * Math.Max(1, observed));
        bool[] isExtreme = new bool[draws];
        Parallel.For(0, draws, b =>
        {
            var random = RandomSource.For(seed, "account_permutation/" + factor, b);
            long[] left = [.. _groupSizes];
            long patients = left.Sum();
            long[][] drawn = new long[_classes.Length][];
            for (int c = 0; c < _classes.Length; c++)
            {
                drawn[c] = new long[left.Length];
                long wanted = _table[c].Sum();
                long others = patients;
                patients -= wanted;
                for (int g = 0; g < left.Length && wanted > 0; g++)
                {
                    others -= left[g];
                    long taken = DiscreteDraws.Hypergeometric(random, left[g], others, wanted);
                    drawn[c][g] = taken;
                    left[g] -= taken;
                    wanted -= taken;
                }
            }

            isExtreme[b] = ChiSquared(drawn) >= limit;
        });
        return PermutationTest.MonteCarloP(isExtreme.Count(extreme => extreme), draws);
    }

    /// <summary>Replicates of the removal rate of chosen groups, shape [groups][B].</summary>
    internal double[][] Replicates(IReadOnlyList<int> groups, ulong seed, string factor, int draws)
    {
        double[][] rates = [.. groups.Select(_ => new double[draws])];
        Parallel.For(0, draws, b =>
        {
            var random = RandomSource.For(seed, "account_bootstrap/" + factor, b);
            for (int i = 0; i < groups.Count; i++)
            {
                int g = groups[i];
                long left = _groupSizes[g];
                long remaining = left;
                (double images, double removed) = (0, 0);
                for (int c = 0; c < _classes.Length && left > 0; c++)
                {
                    if (_table[c][g] > 0)
                    {
                        long taken = DiscreteDraws.Binomial(random, left, (double)_table[c][g] / remaining);
                        remaining -= _table[c][g];
                        left -= taken;
                        images += (double)taken * _classes[c].Images;
                        removed += (double)taken * _classes[c].Removed;
                    }
                }

                rates[i][b] = images > 0 ? removed / images : double.NaN;
            }
        });
        return rates;
    }

    private static void Add(
        Dictionary<(int Images, int Removed), long[]> classes, (int Images, int Removed) key, int group, int groupCount)
    {
        if (!classes.TryGetValue(key, out long[]? row))
        {
            classes[key] = row = new long[groupCount];
        }

        row[group]++;
    }

    private double ChiSquared(long[][] table)
    {
        (double allImages, double allRemoved, double sum) = (0, 0, 0);
        for (int c = 0; c < _classes.Length; c++)
        {
            double patients = table[c].Sum();
            allImages += patients * _classes[c].Images;
            allRemoved += patients * _classes[c].Removed;
        }

        double rate = allRemoved / allImages;
        for (int g = 0; g < _groupSizes.Length; g++)
        {
            (double images, double removed) = (0, 0);
            for (int c = 0; c < _classes.Length; c++)
            {
                images += (double)table[c][g] * _classes[c].Images;
                removed += (double)table[c][g] * _classes[c].Removed;
            }

            if (images > 0 && rate is > 0 and < 1)
            {
                double d = removed - (images * rate);
                sum += d * d / (images * rate * (1 - rate));
            }
        }

        return sum;
    }
}
