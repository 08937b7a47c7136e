namespace Isonomia.Fairness;

public sealed partial record Disparity
{
    /// <summary>The overall value, discounted by the sample spread of the groups.</summary>
    /// <remarks>Definition: m̄ / (1 + std@sample). Undefined: single_group.</remarks>
    public static Disparity EsStdSample { get; } = new(
        "es@std_sample",
        "Equity-scaled value (FairSeg text)",
        "m̄ / (1 + std@sample)",
        FairnessSources.Tian,
        Direction.HigherIsBetter,
        DisparityInterval.IntervalArithmetic,
        static (in GroupValues values) =>
            DefinedGroups.Aggregate(
                values,
                static groups => groups.WithOverall(m => m / (1 + groups.Std(groups.Count - 1)))));
}
