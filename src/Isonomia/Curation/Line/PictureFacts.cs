using System.Security.Cryptography;
using System.Runtime.InteropServices;
using Isonomia.Imaging;

namespace Isonomia.Curation;

/// <summary>What duplicates are found by: hashes of a picture's file, pixels and content, and its sketch.</summary>
internal sealed record PictureFacts
{
    /// <summary>SHA-256 of the file and the frame.</summary>
    internal required string File { get; init; }

    /// <summary>SHA-256 of size, bands, depth and samples; null where the picture cannot be read.</summary>
    internal string? Pixels { get; init; }

    /// <summary>SHA-256 of gray pixels without constant border, stretched to 8 bits; null where unreadable or
    /// constant.</summary>
    internal string? Content { get; init; }

    /// <summary>The sketch; null where the picture cannot be read.</summary>
    internal PictureSketch? Sketch { get; init; }

    /// <summary>For each kind of hash, those of the picture, its mirror image, its inverse and both.</summary>
    internal ulong[][] Hashes { get; init; } = [];

    /// <summary>Bits of a sample.</summary>
    internal int Depth { get; init; }

    /// <summary>Columns times rows.</summary>
    internal long Area { get; init; }

    /// <summary>Entropy of 256 gray levels, in bits.</summary>
    internal double Entropy { get; init; }

    /// <summary>The variance of the Laplacian, on gray from 0 to 255.</summary>
    internal double Sharpness { get; init; }

    /// <summary>Why the picture cannot be read, or null.</summary>
    internal string? Failure { get; init; }

    /// <summary>Reads all pictures of the samples.</summary>
    internal static PictureFacts[] ReadAll(CurationSamples samples, StepContext context)
    {
        if (!samples.Cohort.HasImages)
        {
            throw context.Refuse("the cohort has no pictures; name their column with --image.");
        }

        PictureFacts[] facts = new PictureFacts[samples.Count];
        int done = 0;
        Parallel.For(
            0,
            facts.Length,
            new ParallelOptions
            {
                MaxDegreeOfParallelism = context.Request.MaxThreads, CancellationToken = context.Cancellation,
            },
            row =>
            {
                facts[row] = Read(samples.ImagePath(row), samples.Frame(row));
                if (Interlocked.Increment(ref done) % 64 == 0)
                {
                    context.Progress?.Report((double)done / facts.Length);
                }
            });
        return facts;
    }

    /// <summary>Reads one picture; one that cannot be read has a failure and a file hash (of nothing where
    /// absent).</summary>
    internal static PictureFacts Read(string path, int frame)
    {
        byte[] encoded = [];
        string file = string.Empty;
        try
        {
            encoded = System.IO.File.ReadAllBytes(path);
            file = $"{Convert.ToHexStringLower(SHA256.HashData(encoded))}/{frame}";
            return Of(ImageFile.Decode(encoded, path, frame)) with { File = file };
        }
        catch (Exception failure) when (failure is ImageFormatException or IOException or UnauthorizedAccessException)
        {
            return new PictureFacts { File = file, Failure = encoded.Length == 0 ? "file_missing" : "unreadable" };
        }
    }

    internal static PictureFacts Of(Image image) => Of(image, Gray(image)) with
    {
        Hashes = [.. Enum.GetValues<PerceptualHashKind>().Select(kind => PerceptualHash.Variants(image, kind))],
    };

    /// <summary>All but the perceptual hashes, which cost as much as decoding.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="gray">Its <see cref="Gray"/> pixels.</param>
    internal static PictureFacts Of(Image image, byte[] gray) =>
        new()
        {
            File = string.Empty,
            Pixels = PixelHash(image),
            Content = ContentHash(gray, image.Width, image.Height),
            Sketch = PictureSketch.Of(image),
            Depth = image.IsByte ? 8 : 16,
            Area = (long)image.Width * image.Height,
            Entropy = EntropyOf(gray),
            Sharpness = SharpnessOf(gray, image.Width, image.Height),
        };

    private static string PixelHash(Image image)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<int>([image.Height, image.Width, image.BandCount, image.IsByte ? 8
            : 16]));
        hash.AppendData(image.IsByte ? image.Bytes : MemoryMarshal.AsBytes(image.Floats));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string? ContentHash(byte[] gray, int width, int height)
    {
        (int left, int top, int right, int bottom) = (0, 0, width - 1, height - 1);
        byte border = gray[0];
        while (top <= bottom && gray.AsSpan(top * width, width).IndexOfAnyExcept(border) < 0)
        {
            top++;
        }

        if (top > bottom)
        {
            return null; // constant
        }

        while (gray.AsSpan(bottom * width, width).IndexOfAnyExcept(border) < 0)
        {
            bottom--;
        }

        while (IsColumn(left))
        {
            left++;
        }

        while (IsColumn(right))
        {
            right--;
        }

        (byte low, byte high) = (byte.MaxValue, byte.MinValue);
        for (int y = top; y <= bottom; y++)
        {
            foreach (byte value in gray.AsSpan((y * width) + left, right - left + 1))
            {
                low = Math.Min(low, value);
                high = Math.Max(high, value);
            }
        }

        byte[] content = new byte[(right - left + 1) * (bottom - top + 1)];
        int at = 0;
        for (int y = top; y <= bottom; y++)
        {
            for (int x = left; x <= right; x++)
            {
                content[at++] = (byte)((gray[(y * width) + x] - low) * 255 / Math.Max(1, high - low));
            }
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes<int>([bottom - top + 1, right - left + 1]));
        hash.AppendData(content);
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        bool IsColumn(int x)
        {
            for (int y = top; y <= bottom; y++)
            {
                if (gray[(y * width) + x] != border)
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The picture in 256 levels of gray.</summary>
    internal static byte[] Gray(Image image)
    {
        byte[] gray = new byte[image.Width * image.Height];
        double scale = 255.0 / image.FullScale;
        for (int i = 0; i < gray.Length; i++)
        {
            double value = image.BandCount == 1
                ? Sample(i)
                : (0.299 * Sample(3 * i)) + (0.587 * Sample((3 * i) + 1)) + (0.114 * Sample((3 * i) + 2));
            gray[i] = (byte)Math.Clamp((value * scale) + 0.5, 0, 255);
        }

        return gray;

        double Sample(int at) => image.IsByte ? image.Bytes[at] : image.Floats[at];
    }

    private static double EntropyOf(byte[] gray)
    {
        int[] counts = new int[256];
        foreach (byte value in gray)
        {
            counts[value]++;
        }

        return counts.Where(count => count > 0)
            .Sum(count => -(double)count / gray.Length * Math.Log2((double)count / gray.Length));
    }

    private static double SharpnessOf(byte[] gray, int width, int height)
    {
        (double sum, double squares, long count) = (0, 0, 0);
        for (int y = 1; y < height - 1; y++)
        {
            for (int x = 1; x < width - 1; x++)
            {
                int at = (y * width) + x;
                int value = gray[at - 1] + gray[at + 1] + gray[at - width] + gray[at + width] - (4 * gray[at]);
                sum += value;
                squares += (double)value * value;
                count++;
            }
        }

        return count == 0 ? 0 : (squares / count) - (sum / count * (sum / count));
    }
}
