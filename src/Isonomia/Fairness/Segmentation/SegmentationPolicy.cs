namespace Isonomia.Fairness;

/// <summary>How cases with an empty mask enter the numbers of a group.</summary>
/// <param name="BothEmpty">Where both masks are empty: for overlap; boundary distances are left out.</param>
/// <param name="OneEmpty">Where exactly one is empty: for boundary distances; overlap is 0.</param>
/// <remarks>Source: specification §8.</remarks>
public sealed record SegmentationPolicy(
    EmptyMaskPolicy BothEmpty = EmptyMaskPolicy.Exclude, OneEmptyPolicy OneEmpty = OneEmptyPolicy.Diagonal)
{
    /// <summary>The default: both empty is left out, one empty costs the image diagonal.</summary>
    public static SegmentationPolicy Default { get; } = new();

    /// <summary>
    /// MONAI with <c>ignore_empty=True</c>: false-positive cases are left out of the overlap too. To be flagged.
    /// </summary>
    public static SegmentationPolicy Monai { get; } =
        new(EmptyMaskPolicy.Exclude, OneEmptyPolicy.Exclude) { IgnoresEmptyReference = true };

    /// <summary>
    /// Whether the overlap of a case with an empty reference is left out, whatever was predicted (MONAI).
    /// </summary>
    public bool IgnoresEmptyReference { get; init; }
}
