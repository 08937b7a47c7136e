using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The probability that a positive of one set of rows scores above a negative of another, ties half.</summary>
/// <remarks>Source: Kallus and Zhou, NeurIPS 2019, definition of xAUC; specification §1.1 and §20, A1.</remarks>
internal static class CrossRanks
{
    /// <summary>Computes it in one walk up both lists of scores.</summary>
    internal static Statistic Auc(in BinaryRows positives, in BinaryRows negatives)
    {
        CompensatedSum concordant = default, positiveWeight = default, below = default, tied = default;
        int low = 0, high = 0;
        for (int i = 0; i < positives.Count; i++)
        {
            if (positives.Labels[i] != 1 || positives.Weights[i] == 0)
            {
                continue;
            }

            double score = positives.Scores[i];
            for (; low < negatives.Count && negatives.Scores[low] < score; low++)
            {
                below.Add(negatives.Labels[low] == 0 ? negatives.Weights[low] : 0);
            }

            for (; high < negatives.Count && negatives.Scores[high] <= score; high++)
            {
                tied.Add(negatives.Labels[high] == 0 ? negatives.Weights[high] : 0);
            }

            positiveWeight.Add(positives.Weights[i]);
            concordant.Add(positives.Weights[i] * (below.Value + tied.Value) / 2);
        }

        for (; high < negatives.Count; high++)
        {
            tied.Add(negatives.Labels[high] == 0 ? negatives.Weights[high] : 0);
        }

        return positiveWeight.Value == 0 ? UndefinedReason.NoPositives
            : tied.Value == 0 ? UndefinedReason.NoNegatives
            : concordant.Value / positiveWeight.Value / tied.Value;
    }
}
