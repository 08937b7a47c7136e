namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>How far groups lie from the value over all rows on average.</summary>
    /// <remarks>Definition: Σ |m_g − m̄| / K. Undefined: single_group.</remarks>
    public static Disparity MeanAbsToOverall { get; } = new(
        "mean_abs_to_overall",
        "Mean absolute difference to overall",
        "Σ |m_g − m̄| / K",
        FairnessSources.Fairlearn,
        Direction.LowerIsBetter,
        DisparityInterval.Percentile,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(
                values,
                static groups => groups.WithOverall(m => groups.MeanOf(v => Math.Abs(v - m)))));
}
