namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>Another policy applied inside each group: the attribute is then used when deciding.</summary>
    /// <remarks>
    /// Fit it to the rows of one group at a time. Always flagged group_specific_threshold (specification §2).
    /// </remarks>
    public static ThresholdPolicy PerGroup { get; } = new(
        PerGroupId,
        "A threshold for each group",
        "the inner policy on the rows of each group; written per_group(policy)",
        FairnessSources.Hardt,
        static (in BinaryRows rows, IReadOnlyList<double> numbers, bool isStrict) => throw new ArgumentException(
            "Threshold policy 'per_group' names no policy to apply inside each group, such as 'per_group(youden)'."));
}
