namespace Isonomia.Imaging;

/// <summary>Reads masks from pictures (PNG and others) and NIfTI-1 volumes.</summary>
public static class MaskReader
{
    /// <summary>Reads a mask.</summary>
    /// <remarks>
    /// <para>A name that ends in <c>.nii</c> or <c>.nii.gz</c> is read as a volume, everything else as a picture.
    /// Trailing axes of size 1 beyond the second are dropped, so that a single slice is 2-D.</para>
    /// <para>A volume brings its own spacing; a picture has none and takes the one given, otherwise 1 mm.</para>
    /// </remarks>
    /// <param name="path">The file.</param>
    /// <param name="label">The value that marks the structure, or null: everything but 0 is foreground. A color picture
    /// has no single value a pixel and takes null only.</param>
    /// <param name="pictureSpacingMillimeters">The pixel size [x, y] of a picture, or null for 1 mm; not used for
    /// volumes.</param>
    /// <returns>The mask; it may be empty.</returns>
    /// <exception cref="ImageFormatException">The file is truncated, of another kind, has a time axis or holds
    /// NaN.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static Mask Read(string path, int? label = null, IReadOnlyList<double>? pictureSpacingMillimeters = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        bool isVolume = path.EndsWith(".nii", StringComparison.OrdinalIgnoreCase)
            || path.EndsWith(".nii.gz", StringComparison.OrdinalIgnoreCase);
        return isVolume
            ? FromVolume(NiftiVolume.Read(path), path, label)
            : FromPicture(Image.Read(path), path, label, pictureSpacingMillimeters ?? [1, 1]);
    }

    private static Mask FromVolume(NiftiVolume volume, string path, int? label)
    {
        int axisCount = volume.Shape.Count;
        while (axisCount > 2 && volume.Shape[axisCount - 1] == 1)
        {
            axisCount--;
        }

        if (axisCount is not (2 or 3))
        {
            throw new ImageFormatException(path, $"the volume has {axisCount} axes; a mask has 2 or 3");
        }

        return new Mask(
            [.. volume.Shape.Take(axisCount)],
            [.. volume.SpacingMillimeters.Take(axisCount)],
            Foreground(volume.Voxels, path, label));
    }

    private static Mask FromPicture(Image picture, string path, int? label, IReadOnlyList<double> spacing)
    {
        if (picture.BandCount > 1 && label is not null)
        {
            throw new ImageFormatException(
                path, "the picture is in color; a gray picture was expected to look for one label value");
        }

        bool[] foreground = new bool[picture.Width * picture.Height];
        bool[] samples = picture.IsByte ? Foreground(picture.Bytes, label) : Foreground(picture.Floats, path, label);
        for (int i = 0; i < samples.Length; i++)
        {
            foreground[i / picture.BandCount] |= samples[i];
        }

        return new Mask([picture.Width, picture.Height], spacing, foreground);
    }

    private static bool[] Foreground(ReadOnlySpan<byte> samples, int? label)
    {
        bool[] foreground = new bool[samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            foreground[i] = label is null ? samples[i] != 0 : samples[i] == label;
        }

        return foreground;
    }

    private static bool[] Foreground(ReadOnlySpan<float> samples, string path, int? label)
    {
        bool[] foreground = new bool[samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            if (float.IsNaN(samples[i]))
            {
                throw new ImageFormatException(path, $"voxel {i} is NaN; a mask needs a number everywhere");
            }

            foreground[i] = label is null ? samples[i] != 0 : samples[i] == label;
        }

        return foreground;
    }
}
