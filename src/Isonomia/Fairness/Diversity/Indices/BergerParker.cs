namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>The share of the largest category.</summary>
    /// <remarks>Definition: max p. Undefined: empty_group.</remarks>
    public static DiversityIndex BergerParker { get; } = new(
        "berger_parker",
        "Berger–Parker dominance",
        "max p",
        TaskSources.BergerParker,
        Direction.LowerIsBetter,
        static categories => categories.Shares.Max());
}
