namespace Isonomia.Imaging;

/// <summary>Which 64-bit hash of a picture.</summary>
public enum PerceptualHashKind
{
    /// <summary>See <see cref="PerceptualHash.Difference(Image)"/>.</summary>
    Difference,

    /// <summary>See <see cref="PerceptualHash.Cosine(Image)"/>.</summary>
    Cosine,

    /// <summary>See <see cref="PerceptualHash.Mean(Image)"/>.</summary>
    Mean,
}
