namespace Isonomia.Fairness;

/// <summary>Which rule for empty masks a segmentation score follows.</summary>
public enum SegmentationScoreKind
{
    /// <summary>An overlap: <see cref="EmptyMaskPolicy"/> decides where both masks are empty.</summary>
    Overlap,

    /// <summary>A boundary distance: <see cref="OneEmptyPolicy"/> decides where exactly one mask is empty.</summary>
    Distance,

    /// <summary>Neither: left out where undefined.</summary>
    Other,
}
