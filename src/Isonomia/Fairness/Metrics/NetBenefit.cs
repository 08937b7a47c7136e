using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// True positives per row minus false positives weighted by the odds of the threshold (decision curve analysis).
    /// </summary>
    /// <remarks>
    /// Definition: TP / n − FP / n · t / (1 − t) at the decision threshold t. Undefined: empty_group; zero_denominator
    /// where t = 1; not_a_probability where t is outside [0, 1].
    /// </remarks>
    public static Metric NetBenefit { get; } = new(
        "net_benefit",
        "Net benefit",
        "TP / n − FP / n · t / (1 − t) at the decision threshold t",
        FairnessSources.Vickers,
        new ValueRange(double.NegativeInfinity, 1),
        Direction.HigherIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) => NetBenefitOf(s)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };

    private static Statistic NetBenefitOf(in BinarySummary s)
    {
        if (s.Weight == 0)
        {
            return UndefinedReason.EmptyGroup;
        }

        if (!(s.Threshold >= 0 && s.Threshold <= 1))
        {
            return UndefinedReason.NotAProbability;
        }

        return s.Threshold == 1
            ? UndefinedReason.ZeroDenominator
            : Statistic.Of((s.TruePositives - (s.FalsePositives * s.Threshold / (1 - s.Threshold))) / s.Weight);
    }
}
