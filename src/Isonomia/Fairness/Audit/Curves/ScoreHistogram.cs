namespace Isonomia.Fairness;

/// <summary>Counts scores by label in bins of equal width over the range of all scores.</summary>
internal static class ScoreHistogram
{
    internal const int BinCount = 20;

    /// <summary>Counts.</summary>
    /// <param name="rows">The rows of a group.</param>
    /// <param name="low">The smallest score of all rows.</param>
    /// <param name="high">The largest score of all rows.</param>
    /// <returns>Twenty bins; the last one is closed on the right.</returns>
    internal static IReadOnlyList<ScoreBin> Count(SortedRows rows, double low, double high)
    {
        double width = high > low ? (high - low) / BinCount : 1;
        long[] positives = new long[BinCount];
        long[] negatives = new long[BinCount];
        for (int i = 0; i < rows.Scores.Length; i++)
        {
            int bin = Math.Clamp((int)((rows.Scores[i] - low) / width), 0, BinCount - 1);
            (rows.Labels[i] == 1 ? positives : negatives)[bin]++;
        }

        return
        [
            .. Enumerable.Range(0, BinCount)
                .Select(b => new ScoreBin(low + (b * width), low + ((b + 1) * width), positives[b], negatives[b])),
        ];
    }
}
