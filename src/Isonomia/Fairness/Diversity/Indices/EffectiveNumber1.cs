namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>How many equally frequent categories have this entropy.</summary>
    /// <remarks>Definition: exp(H). Undefined: empty_group.</remarks>
    public static DiversityIndex EffectiveNumber1 { get; } = new(
        "effective_number@q1",
        "Effective number of order 1",
        "exp(H)",
        TaskSources.Hill,
        Direction.HigherIsBetter,
        static categories => Math.Exp(categories.Entropy));
}
