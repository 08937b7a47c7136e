namespace Isonomia.Imaging;

/// <summary>Two pictures that show the same pixels, up to cropping, turning, mirroring, inverting and tone.</summary>
/// <param name="Whole">The picture of which a part matches, as an index.</param>
/// <param name="Part">The picture that matches that part as a whole, as an index.</param>
/// <param name="Similarity">The correlation of their gradients after alignment, in [0, 1].</param>
/// <param name="Turn">Quarter turns of the part, 0 to 3.</param>
/// <param name="IsMirrored">Whether the part is mirrored.</param>
/// <param name="IsInverted">Whether black and white are exchanged.</param>
/// <param name="AreaShare">The share of the whole picture's area that the part shows, in (0, 1].</param>
public sealed record PictureMatch(
    int Whole, int Part, double Similarity, int Turn, bool IsMirrored, bool IsInverted, double AreaShare);
