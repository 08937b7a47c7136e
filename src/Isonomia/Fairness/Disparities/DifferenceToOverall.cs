namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>How far the furthest group lies from the value over all rows.</summary>
    /// <remarks>Definition: max_g |m_g − m̄|. Undefined: single_group.</remarks>
    public static Disparity DifferenceToOverall { get; } = new(
        "difference_to_overall",
        "Difference to overall",
        "max_g |m_g − m̄|",
        FairnessSources.Fairlearn,
        Direction.LowerIsBetter,
        DisparityInterval.MaxTToOverall,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(
                values,
                static groups => groups.WithOverall(m => groups.Largest(v => Math.Abs(v - m)))));
}
