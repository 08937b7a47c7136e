using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The mean negative log likelihood with the clamp of torch.nn.BCELoss.</summary>
    /// <remarks>
    /// Definition: −Σ w [y max(ln s, −100) + (1 − y) max(ln(1 − s), −100)] / Σ w. Undefined: empty_group,
    /// not_a_probability.
    /// </remarks>
    public static Metric LogLossTorch { get; } = new(
        "log_loss@torch",
        "Log loss, each logarithm at least −100",
        "−Σ w [y max(ln s, −100) + (1 − y) max(ln(1 − s), −100)] / Σ w",
        FairnessSources.FairMedFm,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) => TorchLogLossOf(rows)))
    {
        Margin = 0.02,
        Null = NullStratum.LabelProfile,
        IsLegacy = true,
    };

    private static Statistic TorchLogLossOf(in BinaryRows rows)
    {
        CompensatedSum loss = default, all = default;
        for (int i = 0; i < rows.Count; i++)
        {
            if (rows.Weights[i] == 0)
            {
                continue;
            }

            double score = rows.Scores[i];
            if (!(score >= 0 && score <= 1))
            {
                return UndefinedReason.NotAProbability;
            }

            loss.Add(-rows.Weights[i] * Math.Max(Math.Log(rows.Labels[i] == 1 ? score : 1 - score), -100));
            all.Add(rows.Weights[i]);
        }

        return Statistic.Ratio(loss.Value, all.Value, UndefinedReason.EmptyGroup);
    }
}
