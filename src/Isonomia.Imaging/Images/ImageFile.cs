namespace Isonomia.Imaging;

/// <summary>Any supported file as a picture: what a file is, is told by its first bytes and never by its
/// name.</summary>
public static class ImageFile
{
    private const int HeadLength = 4096;

    /// <summary>The versions of all decoders that decide pixels, as one text for cache keys.</summary>
    /// <exception cref="DllNotFoundException">libvips is missing.</exception>
    public static string DecoderVersions => $"libvips={Image.DecoderVersion} gdcm={GdcmVersion} dicom=1 nifti=1 bmp=1";

    private static string GdcmVersion
    {
        get
        {
            try
            {
                return GdcmRuntime.Version;
            }
            catch (DllNotFoundException)
            {
                return "none"; // uncompressed DICOM is read without it
            }
        }
    }

    /// <summary>Tells what a file is.</summary>
    /// <param name="head">The first bytes of the file; 4 KiB are enough.</param>
    /// <returns>The kind; <see cref="ImageFileKind.Picture"/> where nothing else is recognized.</returns>
    public static ImageFileKind KindOf(ReadOnlySpan<byte> head) =>
        NiftiReader.IsNifti(head) ? ImageFileKind.Nifti
        : DicomFile.IsDicom(head) ? ImageFileKind.Dicom
        : ImageFileKind.Picture;

    /// <summary>Reads one frame of a picture, DICOM file or NIfTI volume.</summary>
    /// <param name="path">The file.</param>
    /// <param name="frame">The DICOM frame, the NIfTI slice, or the page of a TIFF, GIF or WebP; from 0.</param>
    /// <param name="options">How the file becomes a picture, or null for the defaults.</param>
    /// <returns>The picture, gray or RGB, 8-bit or float.</returns>
    /// <exception cref="ImageFormatException">The file cannot be read; the message is one sentence.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The file has fewer frames.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="DllNotFoundException">A native decoder is missing.</exception>
    public static Image Read(string path, int frame = 0, ImageReadOptions? options = null) =>
        Decode(File.ReadAllBytes(path), path, frame, options);

    /// <summary>Decodes a file that is already in memory, as <see cref="Read"/> does.</summary>
    /// <param name="encoded">The bytes of the file.</param>
    /// <param name="path">Where they came from, for the error sentence.</param>
    /// <param name="frame">The frame, slice or page; from 0.</param>
    /// <param name="options">How the file becomes a picture, or null for the defaults.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ImageFormatException">The bytes cannot be read; the message is one sentence.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The file has fewer frames.</exception>
    /// <exception cref="DllNotFoundException">A native decoder is missing.</exception>
    public static Image Decode(byte[] encoded, string path, int frame = 0, ImageReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(encoded);
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        options ??= ImageReadOptions.Default;
        return KindOf(encoded.AsSpan(0, Math.Min(encoded.Length, HeadLength))) switch
        {
            ImageFileKind.Dicom => DicomFile.Open(encoded, path).ReadFrame(frame, options),
            ImageFileKind.Nifti => Slice(NiftiReader.Read(encoded, path), frame, options),
            _ => PictureFile.Decode(encoded, path, frame, options),
        };
    }

    /// <summary>Describes a file without decoding its pixels.</summary>
    /// <remarks>A gzipped volume is unpacked for it; pictures and DICOM files are only looked at.</remarks>
    /// <param name="path">The file.</param>
    /// <param name="options">Only the plane of NIfTI slices and the size limit matter; null for the defaults.</param>
    /// <returns>Kind, size and frames, and the facts of a DICOM file.</returns>
    /// <exception cref="ImageFormatException">The file cannot be read; the message is one sentence.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static ImageFileFacts Inspect(string path, ImageReadOptions? options = null)
    {
        byte[] encoded = File.ReadAllBytes(path);
        options ??= ImageReadOptions.Default;
        switch (KindOf(encoded.AsSpan(0, Math.Min(encoded.Length, HeadLength))))
        {
            case ImageFileKind.Dicom:
                DicomFacts facts = DicomFile.Open(encoded, path).Facts;
                return new ImageFileFacts(
                    ImageFileKind.Dicom, facts.Columns ?? 0, facts.Rows ?? 0, facts.FrameCount, facts);
            case ImageFileKind.Nifti:
                NiftiVolume volume = NiftiReader.Read(encoded, path);
                Image first = volume.Slice(options.NiftiPlane, 0);
                return new ImageFileFacts(
                    ImageFileKind.Nifti, first.Width, first.Height, volume.SliceCount(options.NiftiPlane), Dicom: null);
            default:
                return PictureFile.Inspect(encoded, path, options);
        }
    }

    private static Image Slice(NiftiVolume volume, int index, ImageReadOptions options)
    {
        Image slice = volume.Slice(options.NiftiPlane, index);
        if (options.Grayscale == ImageGrayscale.Modality)
        {
            return slice;
        }

        (float low, float high) = (float.PositiveInfinity, float.NegativeInfinity);
        foreach (float value in volume.Voxels)
        {
            if (float.IsFinite(value))
            {
                (low, high) = (Math.Min(low, value), Math.Max(high, value));
            }
        }

        float[] shown = new float[slice.Floats.Length];
        for (int i = 0; i < shown.Length; i++)
        {
            float value = slice.Floats[i];
            shown[i] = high > low && float.IsFinite(value) ? (float)(((double)value - low) / ((double)high - low)) : 0;
        }

        return new Image(slice.Width, slice.Height, 1, shown);
    }
}
