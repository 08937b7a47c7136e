namespace Isonomia.Imaging;

/// <summary>How pixels are weighed when an image changes size; all but <see cref="Nearest"/> widen when shrinking
/// (antialiasing).</summary>
public enum ResizeKernel
{
    /// <summary>The nearest pixel; for label images.</summary>
    Nearest,

    /// <summary>A triangle; what Python libraries call bilinear with antialiasing.</summary>
    Linear,

    /// <summary>The Catmull–Rom cubic; what Python libraries call bicubic with antialiasing (a = -0.5).</summary>
    Cubic,

    /// <summary>The three-lobed Lanczos window.</summary>
    Lanczos3,
}
