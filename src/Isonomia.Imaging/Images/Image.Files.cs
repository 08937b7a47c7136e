namespace Isonomia.Imaging;

public sealed partial class Image
{
    /// <summary>The version of the libvips that decodes and resizes; another version may give other pixels.</summary>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static string DecoderVersion => VipsRuntime.Version;

    /// <summary>Reads a picture: JPEG, PNG, TIFF, WebP, GIF (first page) and whatever else the present libvips detects
    /// by content.</summary>
    /// <remarks>The picture is turned upright (EXIF), brought to gray or RGB, and laid over black where it is
    /// transparent. A truncated file is an error, never a half-gray picture.</remarks>
    /// <param name="path">The file.</param>
    /// <returns>The image: 8-bit, or float where the file stores more than 8 bits.</returns>
    /// <exception cref="ImageFormatException">The file is not a readable picture.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static Image Read(string path) => Decode(File.ReadAllBytes(path), path);

    /// <summary>Decodes a picture that is already in memory, as <see cref="Read"/> does.</summary>
    /// <param name="encoded">The bytes of the file.</param>
    /// <param name="path">Where they came from, for the error sentence.</param>
    /// <returns>The image.</returns>
    /// <exception cref="ImageFormatException">The bytes are not a readable picture.</exception>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static Image Decode(ReadOnlySpan<byte> encoded, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (encoded.IsEmpty)
        {
            throw new ImageFormatException(path, "the file is empty; a picture was expected");
        }

        lock (VipsRuntime.Gate)
        {
            try
            {
                return VipsPictures.Decode(encoded);
            }
            catch (VipsException failure)
            {
                throw new ImageFormatException(path, $"the picture cannot be read ({failure.Message})", failure);
            }
        }
    }

    /// <summary>Changes the size; the aspect ratio is not kept.</summary>
    /// <remarks>8-bit samples are rounded to 8 bits again, as Python imaging libraries do. Beyond the border the last
    /// pixel is repeated; Python libraries leave the kernel's outer part away there, so border pixels differ by a few
    /// gray levels.</remarks>
    /// <param name="width">The new width, at least 1.</param>
    /// <param name="height">The new height, at least 1.</param>
    /// <param name="kernel">How pixels are weighed.</param>
    /// <returns>The resized image; this one where nothing changes.</returns>
    public Image Resize(int width, int height, ResizeKernel kernel = ResizeKernel.Linear)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (width == Width && height == Height)
        {
            return this;
        }

        lock (VipsRuntime.Gate)
        {
            return VipsPictures.Resize(this, width, height, kernel);
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
        lock (VipsRuntime.Gate)
        {
            encoded = VipsPictures.EncodePng(this);
        }

        string temporary = path + ".part";
        File.WriteAllBytes(temporary, encoded);
        File.Move(temporary, path, overwrite: true);
    }
}
