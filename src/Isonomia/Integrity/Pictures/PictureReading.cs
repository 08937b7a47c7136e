using System.Security.Cryptography;
using Isonomia.Curation;
using Isonomia.Datasets;
using Isonomia.Imaging;

namespace Isonomia.Integrity;

/// <summary>What the checks need of one picture, from one decoding.</summary>
internal sealed record PictureReading
{
    private const int LayoutSide = 16;

    /// <summary>Hashes, sketch, sharpness; or why the picture cannot be read.</summary>
    internal required PictureFacts Facts { get; init; }

    /// <summary>Columns.</summary>
    internal int Width { get; init; }

    /// <summary>Rows.</summary>
    internal int Height { get; init; }

    /// <summary>Bytes of the file.</summary>
    internal long FileBytes { get; init; }

    /// <summary>The format by its first bytes.</summary>
    internal string Format { get; init; } = string.Empty;

    /// <summary>The share of the area that is a border of one shade, in [0, 1].</summary>
    internal double BorderShare { get; init; }

    /// <summary>Mean brightness on a grid of 16 × 16, scaled to mean 0 and length 1; empty for a constant
    /// picture.</summary>
    internal float[] Layout { get; init; } = [];

    /// <summary>Whether all pixels are gray.</summary>
    internal bool IsGray { get; init; }

    /// <summary>Lines of writing that were suspected, with the signs in each.</summary>
    internal IReadOnlyList<int> Writing { get; init; } = [];

    /// <summary>Whether a DICOM header says that writing is in the pixels; null where it does not say.</summary>
    internal bool? SaysBurnedIn { get; init; }

    /// <summary>Whether the file stores white as 0 (it was inverted for this).</summary>
    internal bool IsMonochromeOne { get; init; }

    /// <summary>The side in a DICOM header, L or R, or null.</summary>
    internal string? Side { get; init; }

    /// <summary>The filled elements of a DICOM header that name a person.</summary>
    internal IReadOnlyList<string> Identifiers { get; init; } = [];

    /// <summary>Reads all pictures of a cohort.</summary>
    internal static PictureReading[] ReadAll(
        Cohort cohort, int maxThreads, IProgress<double>? progress, CancellationToken cancellation)
    {
        PictureReading[] readings = new PictureReading[cohort.Count];
        int done = 0;
        Parallel.For(
            0,
            readings.Length,
            new ParallelOptions { MaxDegreeOfParallelism = maxThreads, CancellationToken = cancellation },
            row =>
            {
                readings[row] = Read(cohort.ImagePath(row), cohort.Frame(row));
                if (Interlocked.Increment(ref done) % 64 == 0)
                {
                    progress?.Report((double)done / readings.Length);
                }
            });
        return readings;
    }

    /// <summary>Reads one picture.</summary>
    internal static PictureReading Read(string path, int frame)
    {
        byte[] encoded = [];
        string hash = string.Empty;
        try
        {
            encoded = File.ReadAllBytes(path);
            hash = $"{Convert.ToHexStringLower(SHA256.HashData(encoded))}/{frame}";
            PictureReading reading = Of(ImageFile.Decode(encoded, path, frame));
            reading = reading with
            {
                Facts = reading.Facts with { File = hash },
                FileBytes = encoded.Length,
                Format = FormatOf(encoded),
            };
            return reading.Format == "dicom" ? reading.WithHeader(DicomFile.Open(encoded, path)) : reading;
        }
        catch (Exception failure) when (failure is ImageFormatException or IOException or UnauthorizedAccessException
            or ArgumentOutOfRangeException)
        {
            bool isMissing = failure is FileNotFoundException or DirectoryNotFoundException;
            return new PictureReading
            {
                Facts = new PictureFacts { File = hash, Failure = isMissing ? "file_missing" : "unreadable" },
                FileBytes = encoded.Length,
            };
        }
    }

    /// <summary>What is read of pixels alone.</summary>
    internal static PictureReading Of(Image image)
    {
        byte[] gray = PictureFacts.Gray(image);
        return new PictureReading
        {
            Facts = PictureFacts.Of(image, gray),
            Width = image.Width,
            Height = image.Height,
            BorderShare = BorderOf(gray, image.Width, image.Height),
            Layout = LayoutOf(GrayGrid.Of(image, LayoutSide, LayoutSide)),
            IsGray = IsGrayOf(image),
            Writing = WritingDetector.Find(gray, image.Width, image.Height),
        };
    }

    private PictureReading WithHeader(DicomFile file) => this with
    {
        SaysBurnedIn = file.Facts.BurnedInAnnotation,
        IsMonochromeOne = file.Facts.PhotometricInterpretation == "MONOCHROME1",
        Side = file.Facts.Laterality is "L" or "R" ? file.Facts.Laterality : null,
        Identifiers = file.IdentifyingElements,
    };

    private static string FormatOf(ReadOnlySpan<byte> bytes) =>
        ImageFile.KindOf(bytes[..Math.Min(bytes.Length, 512)]) switch
        {
            ImageFileKind.Dicom => "dicom",
            ImageFileKind.Nifti => "nifti",
            _ => bytes switch
            {
                [0xFF, 0xD8, ..] => "jpeg",
                [0x89, (byte)'P', ..] => "png",
                [(byte)'I', (byte)'I', ..] or [(byte)'M', (byte)'M', ..] => "tiff",
                [(byte)'B', (byte)'M', ..] => "bmp",
                [(byte)'G', (byte)'I', (byte)'F', ..] => "gif",
                [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] => "webp",
                _ => "other",
            },
        };

    /// <summary>Rows and columns at the edge whose shades differ by at most 4 of 255 are border.</summary>
    private static double BorderOf(byte[] gray, int width, int height)
    {
        const int Tolerance = 4;
        (int top, int bottom, int left, int right) = (0, height - 1, 0, width - 1);
        while (top <= bottom && IsFlat(top, 0, 1, width))
        {
            top++;
        }

        while (bottom >= top && IsFlat(bottom, 0, 1, width))
        {
            bottom--;
        }

        while (left <= right && IsFlat(top, left, width, bottom - top + 1))
        {
            left++;
        }

        while (right >= left && IsFlat(top, right, width, bottom - top + 1))
        {
            right--;
        }

        return 1 - ((double)Math.Max(0, bottom - top + 1) * Math.Max(0, right - left + 1) / ((double)width * height));

        bool IsFlat(int y, int x, int step, int count)
        {
            (byte low, byte high) = (byte.MaxValue, byte.MinValue);
            for (int i = 0; i < count; i++)
            {
                byte value = gray[(y * width) + x + (i * step)];
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
                if (high - low > Tolerance)
                {
                    return false;
                }
            }

            return true;
        }
    }

    private static bool IsGrayOf(Image image)
    {
        if (image.BandCount == 1)
        {
            return true;
        }

        // Compression leaves a little color in gray pictures.
        double tolerance = image.FullScale * 8 / 255;
        int count = image.Width * image.Height;
        for (int i = 0; i < count; i++)
        {
            (double red, double green, double blue) = (Sample(3 * i), Sample((3 * i) + 1), Sample((3 * i) + 2));
            if (Math.Max(red, Math.Max(green, blue)) - Math.Min(red, Math.Min(green, blue)) > tolerance)
            {
                return false;
            }
        }

        return true;

        double Sample(int at) => image.IsByte ? image.Bytes[at] : image.Floats[at];
    }

    private static float[] LayoutOf(float[] grid)
    {
        double mean = grid.Average();
        double length = Math.Sqrt(grid.Sum(value => (value - mean) * (value - mean)));
        return length < 1 ? [] : [.. grid.Select(value => (float)((value - mean) / length))];
    }
}
