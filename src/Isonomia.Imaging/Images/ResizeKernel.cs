namespace Isonomia.Imaging;

/// <summary>How pixels are weighed when an image changes size.</summary>
public enum ResizeKernel
{
    /// <summary>The nearest pixel; for label images.</summary>
    Nearest,

    /// <summary>A triangle: <c>bilinear</c>.</summary>
    Linear,

    /// <summary>A cubic: <c>bicubic</c>, a = −0.5 with antialiasing as in Pillow, a = −0.75 without as in
    /// torch.</summary>
    Cubic,

    /// <summary>The three-lobed Lanczos window: <c>lanczos3</c>, Pillow's LANCZOS.</summary>
    Lanczos3,

    /// <summary>The mean of the covered area, pixels at its edge counting in part: <c>area</c>, OpenCV's INTER_AREA
    /// when shrinking.</summary>
    Area,
}
