using System.Runtime.InteropServices;

namespace Isonomia.Imaging;

/// <summary>One reference to a libvips image, usually an unevaluated pipeline.</summary>
internal sealed class VipsImage : SafeHandle
{
    internal VipsImage(nint image)
        : base(0, ownsHandle: true) => SetHandle(image);

    public override bool IsInvalid => handle == 0;

    internal int Width => LibVips.vips_image_get_width(handle);

    internal int Height => LibVips.vips_image_get_height(handle);

    internal int Bands => LibVips.vips_image_get_bands(handle);

    /// <summary>The EXIF orientation, 1 to 8; 1 where none is stated.</summary>
    internal int Orientation => LibVips.vips_image_get_orientation(handle);

    /// <summary>Whether the file stated a field.</summary>
    internal bool Has(string field) => LibVips.vips_image_get_typeof(handle, field) != 0;

    /// <summary>A field of the file as text, or null.</summary>
    internal string? Field(string field)
    {
        if (!Has(field) || LibVips.vips_image_get_as_string(handle, field, out nint text) != 0)
        {
            return null;
        }

        string? value = Marshal.PtrToStringUTF8(text);
        LibVips.g_free(text);
        return value;
    }

    /// <summary>Pages of the file the image was loaded from, at least 1.</summary>
    internal int PageCount => Math.Max(1, LibVips.vips_image_get_n_pages(handle));

    internal VipsFormat Format => (VipsFormat)LibVips.vips_image_get_format(handle);

    internal VipsInterpretation Interpretation =>
        (VipsInterpretation)LibVips.vips_image_get_interpretation(handle);

    internal static unsafe VipsImage FromMemory(
        ReadOnlySpan<byte> samples, int width, int height, int bands, VipsFormat format)
    {
        fixed (byte* data = samples)
        {
            nint image = LibVips.vips_image_new_from_memory_copy(
                (nint)data, (nuint)samples.Length, width, height, bands, (int)format);
            return image == 0 ? throw new VipsException(VipsRuntime.TakeError()) : new VipsImage(image);
        }
    }

    /// <summary>Evaluates the pipeline into an array of its sample type.</summary>
    internal unsafe T[] ToArray<T>()
        where T : unmanaged
    {
        nint data = LibVips.vips_image_write_to_memory(handle, out nuint size);
        if (data == 0)
        {
            throw new VipsException(VipsRuntime.TakeError());
        }

        try
        {
            return new ReadOnlySpan<T>((void*)data, checked((int)size / sizeof(T))).ToArray();
        }
        finally
        {
            LibVips.g_free(data);
        }
    }

    protected override bool ReleaseHandle()
    {
        LibVips.g_object_unref(handle);
        return true;
    }
}

/// <summary>libvips's sample types that we meet.</summary>
internal enum VipsFormat
{
    Byte = 0,
    UInt16 = 2,
    Float = 6,
}

/// <summary>libvips's meanings of bands that we tell apart.</summary>
internal enum VipsInterpretation
{
    Multiband = 0,
    Gray = 1,
    Cmyk = 15,
    Rgb = 22,
    Rgb16 = 25,
    Gray16 = 26,
}
