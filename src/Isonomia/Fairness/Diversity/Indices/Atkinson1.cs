namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>
    /// One minus the geometric over the arithmetic mean of the counts; 1 where a declared category has no sample.
    /// </summary>
    /// <remarks>Definition: 1 − (Π c)^(1/K) / c̄. Undefined: empty_group.</remarks>
    public static DiversityIndex Atkinson1 { get; } = new(
        "atkinson_1",
        "Atkinson index of order 1",
        "1 − (Π c)^(1/K) / c̄",
        TaskSources.Atkinson,
        Direction.LowerIsBetter,
        static categories => categories.PresentCount < categories.DeclaredCount
            ? 1.0
            : 1 - Math.Exp(categories.Shares.Average(share => Math.Log(share * categories.DeclaredCount))));
}
