namespace Isonomia.Fairness;

public sealed partial record DiversityIndex
{
    /// <summary>How many times larger the largest category is than the smallest with a sample.</summary>
    /// <remarks>Definition: max c / min c over present categories. Undefined: empty_group.</remarks>
    public static DiversityIndex ImbalanceRatio { get; } = new(
        "imbalance_ratio",
        "Imbalance ratio of present categories",
        "max c / min c over present categories",
        TaskSources.Buda,
        Direction.LowerIsBetter,
        static categories => (double)categories.Present.Max() / categories.Present.Min());
}
