using System.Globalization;

namespace Isonomia.Imaging;

/// <summary>How a file becomes a picture; every value that changes pixels is part of
/// <see cref="CanonicalText"/>.</summary>
public sealed record ImageReadOptions
{
    /// <summary>The most pixels a picture may have: as many as fit with three float bands into one array.</summary>
    public const long LargestPixelCount = 178_956_965;

    /// <summary>The defaults.</summary>
    public static ImageReadOptions Default { get; } = new();

    /// <summary>Pictures of more pixels are refused before a pixel is decoded, in [1,
    /// <see cref="LargestPixelCount"/>].</summary>
    /// <remarks>A few kilobytes can announce gigabytes of pixels (a decompression bomb). The default is Pillow's
    /// limit.</remarks>
    public long MaximumPixelCount { get; init; } = LargestPixelCount;

    /// <summary>Whether pictures are turned upright by their EXIF orientation, as people see them.</summary>
    /// <remarks>Pillow and torchvision do not do so by themselves; false gives what they give.</remarks>
    public bool ApplyOrientation { get; init; } = true;

    /// <summary>What the gray values of DICOM frames and NIfTI slices become.</summary>
    public ImageGrayscale Grayscale { get; init; }

    /// <summary>The window for DICOM frames, or null for the file's own.</summary>
    public DicomWindow? DicomWindow { get; init; }

    /// <summary>Which of the file's own VOI LUTs or windows is taken, from 0; the last where it has fewer.</summary>
    public int DicomWindowIndex { get; init; }

    /// <summary>The plane in which a NIfTI volume is cut; slices count from the left, the back or below.</summary>
    public AnatomicalPlane NiftiPlane { get; init; } = AnatomicalPlane.Axial;

    /// <summary>The options that change pixels, as one line for cache keys.</summary>
    public string CanonicalText => string.Create(
        CultureInfo.InvariantCulture,
        $"orientation={(ApplyOrientation ? 1 : 0)};gray={Grayscale.ToString().ToLowerInvariant()};"
        + $"window={DicomWindow?.CanonicalText ?? $"file:{DicomWindowIndex}"};"
        + $"nifti={NiftiPlane.ToString().ToLowerInvariant()}");

    internal void RequireSize(long width, long height, string path)
    {
        long most = Math.Min(MaximumPixelCount, LargestPixelCount);
        if (width > most || height > most || width * height > most)
        {
            throw new ImageFormatException(
                path,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"the picture announces {width} × {height} pixels; at most {most} are accepted (decompression "
                        + $"bomb)"));
        }
    }
}
