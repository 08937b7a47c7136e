namespace Isonomia.Curation;

/// <summary>How many samples each cell is to have.</summary>
/// <remarks>Source: curation specification §6.</remarks>
public static class CellTargets
{
    /// <summary>Every cell as many as the smallest, where samples are dropped.</summary>
    /// <param name="sizes">The sizes of the cells, those of 0 are left out.</param>
    /// <returns>The targets.</returns>
    public static long[] Equal(IReadOnlyList<long> sizes)
    {
        long smallest = sizes.Where(size => size > 0).DefaultIfEmpty(0).Min();
        return [.. sizes.Select(size => Math.Min(size, smallest))];
    }

    /// <summary>In proportion to √n, as large as the sizes allow.</summary>
    /// <param name="sizes">The sizes of the cells.</param>
    /// <returns>The targets.</returns>
    public static long[] SquareRoot(IReadOnlyList<long> sizes) =>
        Proportional(sizes, [.. sizes.Select(size => Math.Sqrt(size))]);

    /// <summary>At most m a cell.</summary>
    /// <param name="sizes">The sizes of the cells.</param>
    /// <param name="cap">m, at least 1.</param>
    /// <returns>The targets.</returns>
    public static long[] Cap(IReadOnlyList<long> sizes, long cap) => [.. sizes.Select(size => Math.Min(size, cap))];

    /// <summary>In proportion to given shares, as large as the sizes allow.</summary>
    /// <param name="sizes">The sizes of the cells.</param>
    /// <param name="shares">The wanted shares; a cell that is empty cannot have one and is left out.</param>
    /// <returns>The targets, rounded down.</returns>
    public static long[] Proportional(IReadOnlyList<long> sizes, IReadOnlyList<double> shares)
    {
        double factor = Enumerable.Range(0, sizes.Count)
            .Where(cell => sizes[cell] > 0 && shares[cell] > 0)
            .Select(cell => sizes[cell] / shares[cell])
            .DefaultIfEmpty(0)
            .Min();
        return [.. sizes.Select((size, cell) => Math.Min(size, (long)Math.Floor((factor * shares[cell]) + 1e-9)))];
    }

    /// <summary>The shares at which label and group are independent: n_g n_y.</summary>
    /// <param name="sizes">The sizes of the cells, group by group, shape [groups, labels].</param>
    /// <param name="labelCount">The number of labels.</param>
    /// <returns>The shares, summing to 1.</returns>
    public static double[] LabelIndependent(IReadOnlyList<long> sizes, int labelCount)
    {
        double total = sizes.Sum();
        double[] groups = new double[sizes.Count / labelCount];
        double[] labels = new double[labelCount];
        for (int cell = 0; cell < sizes.Count; cell++)
        {
            groups[cell / labelCount] += sizes[cell];
            labels[cell % labelCount] += sizes[cell];
        }

        return [.. sizes.Select((_, cell) => groups[cell / labelCount] * labels[cell % labelCount] / (total * total))];
    }

    /// <summary>The most that can stay so that the largest and the smallest share differ by at most δ.</summary>
    /// <remarks>Only cells above a common height give; the largest height that fits is taken, so that no smaller set of
    /// removals exists.</remarks>
    /// <param name="sizes">The sizes of the cells; those of 0 are left out.</param>
    /// <param name="delta">δ, in [0, 1].</param>
    /// <returns>The targets.</returns>
    public static long[] ShareDifference(IReadOnlyList<long> sizes, double delta)
    {
        long[] used = [.. sizes.Where(size => size > 0)];
        if (used.Length < 2)
        {
            return [.. sizes];
        }

        long smallest = used.Min();
        for (long height = used.Max(); height >= smallest; height--)
        {
            double total = used.Sum(size => (double)Math.Min(size, height));
            if (height - smallest <= (delta * total) + 1e-9)
            {
                return Cap(sizes, height);
            }
        }

        return Cap(sizes, smallest);
    }
}
