namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>How many categories as frequent as the largest would fill the data.</summary>
    /// <remarks>Definition: 1 / max p. Undefined: empty_group.</remarks>
    public static DiversityIndex EffectiveNumberInfinity { get; } = new(
        "effective_number@qinf",
        "Effective number of order infinity",
        "1 / max p",
        TaskSources.Hill,
        Direction.HigherIsBetter,
        static categories => 1 / categories.Shares.Max());
}
