namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of MONAI’s segmentation metrics.</summary>
    /// <remarks>
    /// Empty reference masks are ignored; the Hausdorff distance is the larger of the two directed percentiles.
    /// Source: specification §18.
    /// </remarks>
    public static ParityPreset Monai { get; } = new(
        "monai",
        "MONAI",
        "empty masks ignored, 95th percentile Hausdorff distance as the larger directed one, pooled mean surface "
        + "distance",
        TaskSources.Monai);
}
