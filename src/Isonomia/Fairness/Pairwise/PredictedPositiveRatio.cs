using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record PairMetric
{
    /// <summary>The share of all rows decided positive that belong to the group (Aequitas).</summary>
    /// <remarks>Definition: PP_g / PP of all rows. Undefined: no_predicted_positives.</remarks>
    public static PairMetric PredictedPositiveRatio { get; } = new(
        "ppr",
        "Share of predicted positives",
        "PP_g / PP of all rows",
        FairnessSources.Aequitas,
        Direction.Descriptive,
        PairScope.Everybody,
        static (in BinaryRows own, in BinaryRows other) =>
            Statistic.Ratio(
                PredictedPositives(own), PredictedPositives(other), UndefinedReason.NoPredictedPositives));

    private static double PredictedPositives(in BinaryRows rows)
    {
        CompensatedSum sum = default;
        for (int i = 0; i < rows.Count; i++)
        {
            sum.Add(rows.Rule.IsPositive(rows.Scores[i]) ? rows.Weights[i] : 0);
        }

        return sum.Value;
    }
}
