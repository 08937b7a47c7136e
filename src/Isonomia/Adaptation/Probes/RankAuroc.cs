using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>The area under the ROC curve by ranks; ties count one half (Mann–Whitney).</summary>
internal static class RankAuroc
{
    /// <summary>Computes the area; undefined where a class is absent.</summary>
    internal static Statistic Of(double[] scores, sbyte[] labels)
    {
        double[] ranks = MidRanks.Of(scores);
        double rankSum = 0;
        long positiveCount = 0;
        for (int i = 0; i < ranks.Length; i++)
        {
            if (labels[i] == 1)
            {
                rankSum += ranks[i];
                positiveCount++;
            }
        }

        long negativeCount = scores.Length - positiveCount;
        return positiveCount == 0 ? UndefinedReason.NoPositives
            : negativeCount == 0 ? UndefinedReason.NoNegatives
            : (rankSum - (positiveCount * (positiveCount + 1) / 2.0)) / ((double)positiveCount * negativeCount);
    }
}
