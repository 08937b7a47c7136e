using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The formulas of the metrics of whole label sets.</summary>
internal static class MultilabelKernel
{
    internal static Statistic HammingLoss(in MultilabelRows rows)
    {
        CompensatedSum wrong = default, known = default;
        for (int label = 0; label < rows.LabelCount; label++)
        {
            for (int row = 0; row < rows.Count; row++)
            {
                int cell = (label * rows.Count) + row;
                if (rows.Labels[cell] >= 0)
                {
                    known.Add(rows.Weights[row]);
                    wrong.Add(IsCorrect(rows, cell) ? 0 : rows.Weights[row]);
                }
            }
        }

        return Statistic.Ratio(wrong.Value, known.Value, UndefinedReason.EmptyGroup);
    }

    internal static Statistic SubsetAccuracy(in MultilabelRows rows)
    {
        CompensatedSum correct = default, complete = default;
        for (int row = 0; row < rows.Count; row++)
        {
            (bool isComplete, bool isCorrect) = (true, true);
            for (int label = 0; label < rows.LabelCount; label++)
            {
                int cell = (label * rows.Count) + row;
                isComplete &= rows.Labels[cell] >= 0;
                isCorrect &= IsCorrect(rows, cell);
            }

            complete.Add(isComplete ? rows.Weights[row] : 0);
            correct.Add(isComplete && isCorrect ? rows.Weights[row] : 0);
        }

        return Statistic.Ratio(correct.Value, complete.Value, UndefinedReason.EmptyGroup);
    }

    private static bool IsCorrect(in MultilabelRows rows, int cell) =>
        rows.Rule.IsPositive(rows.Scores[cell]) == (rows.Labels[cell] == 1);
}
