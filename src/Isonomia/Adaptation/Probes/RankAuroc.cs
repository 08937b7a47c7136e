using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>The area under the ROC curve by ranks; ties count one half (Mann–Whitney).</summary>
internal static class RankAuroc
{
    /// <summary>Computes the area; undefined where a class is absent.</summary>
    internal static Statistic Of(double[] scores, sbyte[] labels)
    {
        int[] order = [.. Enumerable.Range(0, scores.Length).OrderBy(i => scores[i])];
        (double rankSum, long positiveCount) = (0, 0);
        for (int start = 0; start < order.Length;)
        {
            int end = start;
            while (end < order.Length && scores[order[end]] == scores[order[start]])
            {
                end++;
            }

            double midRank = (start + 1 + end) / 2.0;
            for (int k = start; k < end; k++)
            {
                rankSum += labels[order[k]] == 1 ? midRank : 0;
                positiveCount += labels[order[k]] == 1 ? 1 : 0;
            }

            start = end;
        }

        long negativeCount = scores.Length - positiveCount;
        return positiveCount == 0 ? UndefinedReason.NoPositives
            : negativeCount == 0 ? UndefinedReason.NoNegatives
            : (rankSum - (positiveCount * (positiveCount + 1) / 2.0)) / ((double)positiveCount * negativeCount);
    }
}
