namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>The overall value, discounted by the sum of the distances of the groups from it.</summary>
    /// <remarks>Definition: m̄ / (1 + Σ_g |m̄ − m_g|). Undefined: single_group.</remarks>
    public static Disparity EsHarvard { get; } = new(
        "es@harvard",
        "Equity-scaled value (Harvard)",
        "m̄ / (1 + Σ_g |m̄ − m_g|)",
        FairnessSources.Luo,
        Direction.HigherIsBetter,
        DisparityInterval.IntervalArithmetic,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(
                values,
                static groups => groups.WithOverall(m => m / (1 + groups.SumOf(v => Math.Abs(m - v))))));
}
