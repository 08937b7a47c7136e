namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>The number of categories with a sample: the Hill number of order 0.</summary>
    /// <remarks>Definition: S. Undefined: empty_group.</remarks>
    public static DiversityIndex EffectiveNumber0 { get; } = new(
        "effective_number@q0",
        "Richness",
        "S",
        TaskSources.Hill,
        Direction.HigherIsBetter,
        static categories => (double)categories.PresentCount);
}
