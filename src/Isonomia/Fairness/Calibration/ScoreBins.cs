namespace Isonomia.Fairness;

/// <summary>Puts ascending scores into ten bins by the rules of <see cref="ScoreBinning"/>.</summary>
internal static class ScoreBins
{
    private const int Count = BinarySummary.BinCount;
    private const double Slack = 1e-9;

    /// <summary>The bin of each score, -1 where a score lies in none, or null where the rule has no bins.</summary>
    internal static int[]? Assign(double[] scores, ScoreBinning binning) => binning switch
    {
        ScoreBinning.Fixed01 => [.. scores.Select(BinarySummary.BinOf)],
        ScoreBinning.Fixed01Right => [.. scores.Select(RightClosed)],
        ScoreBinning.Fixed01RightWithoutZero => [.. scores.Select(score => score == 0 ? -1 : RightClosed(score))],
        ScoreBinning.TopLabel => [.. scores.Select(score => BinarySummary.BinOf(Math.Max(score, 1 - score)))],
        ScoreBinning.OwnRange => [.. scores.Select(score => AtLeftOf(OwnRangeEdges(scores[0], scores[^1]), score))],
        ScoreBinning.Quantile => Quantile(scores),
        ScoreBinning.EqualMass => EqualMass(scores.Length),
        _ => throw new ArgumentOutOfRangeException(nameof(binning), binning, "The binning is unknown."),
    };

    private static int RightClosed(double score) => Math.Max((int)Math.Ceiling((Count * score) - Slack) - 1, 0);

    /// <summary>The edges of pandas.cut: numpy.linspace over the range, the lowest moved down by 0.1 % of it.</summary>
    private static double[] OwnRangeEdges(double low, double high)
    {
        if (low == high)
        {
            double widening = low != 0 ? 0.001 * Math.Abs(low) : 0.001;
            return Linspace(low - widening, high + widening);
        }

        double[] edges = Linspace(low, high);
        edges[0] -= (high - low) * 0.001;
        return edges;
    }

    private static double[] Linspace(double low, double high)
    {
        double step = (high - low) / Count;
        double[] edges = [.. Enumerable.Range(0, Count + 1).Select(i => (i * step) + low)];
        edges[Count] = high;
        return edges;
    }

    private static int AtLeftOf(double[] edges, double score)
    {
        int bin = 0;
        while (bin < Count - 1 && score > edges[bin + 1])
        {
            bin++;
        }

        return bin;
    }

    private static int[]? Quantile(double[] scores)
    {
        double[] edges = [.. Linspace(0, 1).Select(share => TypeSeven(scores, share))];
        for (int i = 1; i < edges.Length; i++)
        {
            if (edges[i] == edges[i - 1])
            {
                return null;
            }
        }

        return [.. scores.Select(score => AtLeftOf(edges, score))];
    }

    private static double TypeSeven(double[] sorted, double share)
    {
        double place = (sorted.Length - 1) * share;
        int below = Math.Min((int)Math.Floor(place), sorted.Length - 1);
        int above = Math.Min(below + 1, sorted.Length - 1);
        double part = place - below;
        double difference = sorted[above] - sorted[below];
        return part >= 0.5 ? sorted[above] - (difference * (1 - part)) : sorted[below] + (difference * part);
    }

    private static int[] EqualMass(int count)
    {
        (int size, int longer) = (count / Count, count % Count);
        int[] bins = new int[count];
        int row = 0;
        for (int bin = 0; bin < Count; bin++)
        {
            int end = row + size + (bin < longer ? 1 : 0);
            for (; row < end; row++)
            {
                bins[row] = bin;
            }
        }

        return bins;
    }
}
