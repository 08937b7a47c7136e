namespace Isonomia.Imaging;

public sealed partial class Image
{
    /// <summary>The version of the libvips that decodes pictures; another version may give other pixels.</summary>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static string DecoderVersion => VipsRuntime.Version;

    /// <summary>Reads a picture: JPEG, PNG, TIFF, WebP, GIF, BMP and whatever else the present libvips detects by
    /// content. <see cref="ImageFile.Read"/> also reads DICOM and NIfTI.</summary>
    /// <remarks>The picture is turned upright (EXIF), brought to gray or RGB, and laid over black where it is
    /// transparent. CMYK becomes RGB through its profile, or libvips's own where it has none; profiles of RGB pictures
    /// are ignored, as training pipelines ignore them. A truncated file is an error, never a half-gray
    /// picture.</remarks>
    /// <param name="path">The file.</param>
    /// <returns>The image: 8-bit, or float where the file stores more than 8 bits.</returns>
    /// <exception cref="ImageFormatException">The file is not a readable picture.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static Image Read(string path) => Decode(File.ReadAllBytes(path), path);

    /// <summary>Decodes a picture that is already in memory, as <see cref="Read"/> does.</summary>
    /// <param name="encoded">The bytes of the file.</param>
    /// <param name="path">Where they came from, for the error sentence.</param>
    /// <param name="options">Orientation and size limit, or null for the defaults.</param>
    /// <returns>The image.</returns>
    /// <exception cref="ImageFormatException">The bytes are not a readable picture.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static Image Decode(ReadOnlySpan<byte> encoded, string path, ImageReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return PictureFile.Decode(encoded, path, page: 0, options ?? ImageReadOptions.Default);
    }

    /// <summary>Changes the size; the aspect ratio is not kept.</summary>
    /// <remarks>
    /// <para>With antialiasing the pixels are Pillow's to the last bit, for 8-bit and for float samples; without it
    /// they are torch's <c>interpolate</c> (align_corners false) within float rounding, and 8-bit samples are rounded
    /// half to even.</para>
    /// <para>The result does not depend on the machine's vector width or on threads.</para>
    /// <para>Source: Pillow 9.4, src/libImaging/Resample.c; torch 1.13, aten UpSampleKernel.</para>
    /// </remarks>
    /// <param name="width">The new width, at least 1.</param>
    /// <param name="height">The new height, at least 1.</param>
    /// <param name="kernel">How pixels are weighed.</param>
    /// <param name="antialias">Whether the kernel widens when shrinking; only <see cref="ResizeKernel.Linear"/> and
    /// <see cref="ResizeKernel.Cubic"/> can do without.</param>
    /// <returns>The resized image; this one where nothing changes.</returns>
    /// <exception cref="ArgumentException">The kernel needs antialiasing.</exception>
    public Image Resize(int width, int height, ResizeKernel kernel = ResizeKernel.Linear, bool antialias = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        return width == Width && height == Height ? this : Resampling.Resize(this, width, height, kernel, antialias);
    }

    /// <summary>The bytes of the image as a PNG file.</summary>
    /// <returns>The encoded bytes.</returns>
    /// <exception cref="InvalidOperationException">The samples are floats.</exception>
    public byte[] ToPng()
    {
        using (VipsRuntime.EnterAlone())
        {
            return VipsPictures.EncodePng(this);
        }
    }

    /// <summary>Writes an 8-bit image as PNG; the file appears whole or not at all.</summary>
    /// <param name="path">The file; an older one is replaced.</param>
    /// <exception cref="InvalidOperationException">The samples are floats.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void WritePng(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] encoded;
        using (VipsRuntime.EnterAlone())
        {
            encoded = VipsPictures.EncodePng(this);
        }

        string temporary = path + ".part";
        File.WriteAllBytes(temporary, encoded);
        File.Move(temporary, path, overwrite: true);
    }
}
