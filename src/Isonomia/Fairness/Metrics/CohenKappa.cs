using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The agreement of label and decision beyond that of their margins.</summary>
    /// <remarks>
    /// Definition: (p_o − p_e) / (1 − p_e), p_o = accuracy, p_e = chance agreement of the margins. Undefined:
    /// zero_denominator.
    /// </remarks>
    public static Metric CohenKappa { get; } = new(
        "cohen_kappa",
        "Cohen's kappa",
        "(p_o − p_e) / (1 − p_e), p_o = accuracy, p_e = chance agreement of the margins",
        FairnessSources.Cohen,
        ValueRange.SignedUnit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) => KappaOf(s)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
    };

    private static Statistic KappaOf(in BinarySummary s)
    {
        if (s.Weight == 0)
        {
            return UndefinedReason.EmptyGroup;
        }

        double selected = (s.TruePositives + s.FalsePositives) / s.Weight;
        double prevalence = s.Positives / s.Weight;
        double chance = (selected * prevalence) + ((1 - selected) * (1 - prevalence));
        double observed = (s.TruePositives + s.TrueNegatives) / s.Weight;
        return Statistic.Ratio(observed - chance, 1 - chance);
    }
}
