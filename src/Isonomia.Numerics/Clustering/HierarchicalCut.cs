namespace Isonomia.Numerics;

/// <summary>Shares a target among children so that the small ones give all they have and the large ones give equally:
/// the cut equation.</summary>
/// <param name="Cut">The largest whole x with Σ min(x, s) ≤ target; the largest size where all fit.</param>
/// <param name="SumAtCut">Σ min(x, s).</param>
/// <param name="Remainder">What is left of the target, given one each to children larger than the cut.</param>
/// <remarks>Source: Vo et al., arXiv 2405.15613, 2024, hierarchical sampling; curation specification §4.</remarks>
public sealed record HierarchicalCut(long Cut, long SumAtCut, long Remainder)
{
    /// <summary>Solves the cut equation.</summary>
    /// <param name="sizes">The sizes of the children, at least 0.</param>
    /// <param name="target">How many are wanted, at least 0.</param>
    /// <returns>The cut; the remainder is 0 where all children are taken whole.</returns>
    public static HierarchicalCut Of(IReadOnlyList<long> sizes, long target)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentOutOfRangeException.ThrowIfNegative(target);
        long total = sizes.Sum();
        if (total <= target)
        {
            return new HierarchicalCut(sizes.DefaultIfEmpty(0).Max(), total, 0);
        }

        long[] ascending = [.. sizes.Order()];
        long below = 0;
        for (int i = 0; i < ascending.Length; i++)
        {
            long x = (target - below) / (ascending.Length - i);
            if (x < ascending[i])
            {
                long sum = below + (x * (ascending.Length - i));
                return new HierarchicalCut(x, sum, target - sum);
            }

            below += ascending[i];
        }

        return new HierarchicalCut(ascending[^1], total, 0);
    }

    /// <summary>Shares the target among the children.</summary>
    /// <param name="sizes">The sizes of the children.</param>
    /// <param name="target">How many are wanted.</param>
    /// <param name="draw">A draw for each child that decides who takes one more, in [0, 1).</param>
    /// <returns>How many each child gives; they sum to the target, or to all there is.</returns>
    public static long[] Share(IReadOnlyList<long> sizes, long target, Func<int, double> draw)
    {
        HierarchicalCut cut = Of(sizes, target);
        long[] shares = [.. sizes.Select(size => Math.Min(size, cut.Cut))];
        foreach (int child in Enumerable.Range(0, sizes.Count)
            .Where(child => sizes[child] > cut.Cut).OrderBy(draw).Take((int)cut.Remainder))
        {
            shares[child]++;
        }

        return shares;
    }
}
