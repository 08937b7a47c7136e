namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>How many equally frequent categories have this concentration (inverse Simpson).</summary>
    /// <remarks>Definition: 1 / Σ p². Undefined: empty_group.</remarks>
    public static DiversityIndex EffectiveNumber2 { get; } = new(
        "effective_number@q2",
        "Effective number of order 2",
        "1 / Σ p²",
        TaskSources.Hill,
        Direction.HigherIsBetter,
        static categories => 1 / categories.Concentration);
}
