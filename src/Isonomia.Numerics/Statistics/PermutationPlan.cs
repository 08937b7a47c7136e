namespace Isonomia.Numerics;

/// <summary>Which units may exchange their groups: the units of one stratum, laid side by side.</summary>
/// <remarks>The one engine of every permutation test: <see cref="PermutationTest"/> for a statistic of its own, the
/// audit for metrics that are computed for many assignments at once.</remarks>
public sealed class PermutationPlan
{
    private readonly int[] _observed;
    private readonly int[] _units;
    private readonly int[] _labels;
    private readonly List<(int Start, int End)> _blocks = [];

    /// <summary>Lays out the strata; a stratum with one group only never changes.</summary>
    /// <param name="groups">The group of every unit, shape [I].</param>
    /// <param name="strata">The stratum of every unit, or empty: one stratum.</param>
    /// <exception cref="ArgumentException">Groups and strata differ in length.</exception>
    public PermutationPlan(ReadOnlySpan<int> groups, ReadOnlySpan<int> strata)
    {
        if (!strata.IsEmpty && strata.Length != groups.Length)
        {
            throw new ArgumentException(
                $"There are {groups.Length} units and {strata.Length} strata; expected none or as many strata.",
                    nameof(strata));
        }

        int[] stratum = strata.IsEmpty ? new int[groups.Length] : strata.ToArray();
        _observed = groups.ToArray();
        _units = [.. Enumerable.Range(0, groups.Length).OrderBy(i => stratum[i])];
        _labels = [.. _units.Select(unit => _observed[unit])];
        for (int start = 0; start < _units.Length;)
        {
            int end = start + 1;
            while (end < _units.Length && stratum[_units[end]] == stratum[_units[start]])
            {
                end++;
            }

            if (_labels.AsSpan(start, end - start).ContainsAnyExcept(_labels[start]))
            {
                _blocks.Add((start, end));
            }

            start = end;
        }
    }

    /// <summary>The groups as they are, shape [I].</summary>
    public ReadOnlySpan<int> Observed => _observed;

    /// <summary>The number of units.</summary>
    public int Count => _units.Length;

    /// <summary>How many different assignments there are, or infinity beyond 10¹⁵.</summary>
    /// <returns>The product over strata of the multinomial coefficients.</returns>
    public double CountAssignments()
    {
        const double Beyond = 1e15;
        double product = 1;
        foreach ((int start, int end) in _blocks)
        {
            int placed = 0;
            foreach (int size in _labels[start..end].GroupBy(label => label).Select(group => group.Count()))
            {
                // Each intermediate value is a binomial coefficient, so the rounding restores an integer.
                double ways = 1;
                for (int i = 1; i <= size; i++)
                {
                    ways = Math.Round(ways * (placed + i) / i);
                    if (ways > Beyond)
                    {
                        return double.PositiveInfinity;
                    }
                }

                placed += size;
                product *= ways;
                if (product > Beyond)
                {
                    return double.PositiveInfinity;
                }
            }
        }

        return product;
    }

    /// <summary>Visits every assignment once.</summary>
    /// <param name="visit">Takes the groups of the units, shape [I]; the array is used again for the next.</param>
    public void Enumerate(Action<int[]> visit)
    {
        ArgumentNullException.ThrowIfNull(visit);
        int[] labels = [.. _labels];
        foreach ((int start, int end) in _blocks)
        {
            labels.AsSpan(start, end - start).Sort();
        }

        int[] groups = [.. _observed];
        bool hasNext = true;
        while (hasNext)
        {
            Scatter(labels, groups);
            visit(groups);
            hasNext = _blocks.Exists(block => Advance(labels.AsSpan(block.Start, block.End - block.Start)));
        }
    }

    /// <summary>Draws one assignment, always starting from the groups as they are (Fisher–Yates inside each
    /// stratum).</summary>
    /// <param name="random">The generator of the replicate.</param>
    /// <param name="labels">Working memory, shape [I].</param>
    /// <param name="groups">Receives the groups of the units, shape [I].</param>
    public void Draw(RandomSource random, int[] labels, int[] groups)
    {
        ArgumentNullException.ThrowIfNull(random);
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(groups);
        _labels.CopyTo(labels, 0);
        foreach ((int start, int end) in _blocks)
        {
            random.Shuffle(labels.AsSpan(start, end - start));
        }

        Scatter(labels, groups);
    }

    private void Scatter(int[] labels, int[] groups)
    {
        for (int i = 0; i < labels.Length; i++)
        {
            groups[_units[i]] = labels[i];
        }
    }

    /// <summary>Steps to the next order of a multiset; after the last one restores the first and returns
    /// false.</summary>
    private static bool Advance(Span<int> labels)
    {
        int pivot = labels.Length - 2;
        while (pivot >= 0 && labels[pivot] >= labels[pivot + 1])
        {
            pivot--;
        }

        if (pivot < 0)
        {
            labels.Reverse();
            return false;
        }

        int successor = labels.Length - 1;
        while (labels[successor] <= labels[pivot])
        {
            successor--;
        }

        (labels[pivot], labels[successor]) = (labels[successor], labels[pivot]);
        labels[(pivot + 1)..].Reverse();
        return true;
    }
}
