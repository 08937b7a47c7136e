namespace Isonomia.Curation;

/// <summary>Caps how often an entry is drawn, so that frequent concepts do not crowd out rare ones: MetaCLIP.</summary>
/// <remarks>The cap holds for draws in expectation, not for kept texts: a frequent entry also rides on rare ones.
/// Source: Xu et al., Demystifying CLIP data, ICLR 2024, algorithm 1; curation specification §5.</remarks>
public static class TextBalance
{
    /// <summary>How many texts name each entry.</summary>
    /// <param name="matches">The entries of every text.</param>
    /// <param name="entryCount">How many entries there are.</param>
    /// <returns>The counts c, shape [entries].</returns>
    public static long[] Counts(IEnumerable<int[]> matches, int entryCount)
    {
        ArgumentNullException.ThrowIfNull(matches);
        long[] counts = new long[entryCount];
        foreach (int[] entries in matches)
        {
            foreach (int entry in entries)
            {
                counts[entry]++;
            }
        }

        return counts;
    }

    /// <summary>The probability that an entry draws a text that names it: min(1, t/c).</summary>
    /// <param name="count">c, above 0.</param>
    /// <param name="cap">t, above 0.</param>
    /// <returns>p in (0, 1].</returns>
    public static double DrawProbability(long count, double cap) => Math.Min(1, cap / count);

    /// <summary>The probability that a text is kept: 1 − Π (1 − p) over its entries; 0 without an entry.</summary>
    /// <param name="counts">The counts c of the entries the text names.</param>
    /// <param name="cap">t.</param>
    /// <returns>The probability.</returns>
    public static double KeepProbability(IEnumerable<long> counts, double cap)
    {
        ArgumentNullException.ThrowIfNull(counts);
        return 1 - counts.Aggregate(1.0, (left, count) => left * (1 - DrawProbability(count, cap)));
    }

    /// <summary>The share of all matches that lie in entries with fewer than t: P(t).</summary>
    /// <param name="counts">The counts c.</param>
    /// <param name="cap">t.</param>
    /// <returns>The share; 0 without a match.</returns>
    public static double TailShare(IEnumerable<long> counts, double cap)
    {
        long[] all = [.. counts];
        double total = all.Sum();
        return total == 0 ? 0 : all.Where(count => count < cap).Sum() / total;
    }

    /// <summary>The count whose cumulative share of matches, ascending and with itself, is nearest to a wanted
    /// share.</summary>
    /// <param name="counts">The counts c, at least one above 0.</param>
    /// <param name="share">The wanted share, in (0, 1).</param>
    /// <returns>t.</returns>
    /// <exception cref="ArgumentException">No entry has a match.</exception>
    public static long CapForTailShare(IEnumerable<long> counts, double share)
    {
        long[] ascending = [.. counts.Where(count => count > 0).Order()];
        if (ascending.Length == 0)
        {
            throw new ArgumentException("No text names an entry; there is no cap.", nameof(counts));
        }

        double total = ascending.Sum();
        double below = 0;
        (long cap, double distance) = (ascending[0], double.PositiveInfinity);
        foreach (long count in ascending)
        {
            below += count;
            if (Math.Abs((below / total) - share) < distance)
            {
                (cap, distance) = (count, Math.Abs((below / total) - share));
            }
        }

        return cap;
    }
}
