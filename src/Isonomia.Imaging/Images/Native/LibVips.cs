using System.Runtime.InteropServices;

namespace Isonomia.Imaging;

/// <summary>The C functions of libvips and GObject we call; none takes a variable number of arguments.</summary>
/// <remarks>GObject's functions are found through libvips too: a look-up in a library also searches what it depends
/// on.</remarks>
internal static partial class LibVips
{
    internal const string Name = "vips";

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_init(string program);

    [LibraryImport(Name)]
    internal static partial int vips_version(int part);

    [LibraryImport(Name)]
    internal static partial void vips_concurrency_set(int threads);

    [LibraryImport(Name)]
    internal static partial void vips_cache_set_max(int operations);

    [LibraryImport(Name)]
    internal static partial nint vips_error_buffer();

    [LibraryImport(Name)]
    internal static partial void vips_error_clear();

    [LibraryImport(Name)]
    internal static partial nint vips_foreign_find_load_buffer(nint data, nuint size);

    [LibraryImport(Name)]
    internal static partial nint vips_blob_new(nint free, nint data, nuint size);

    [LibraryImport(Name)]
    internal static partial nint vips_blob_get(nint blob, out nuint size);

    [LibraryImport(Name)]
    internal static partial nuint vips_blob_get_type();

    [LibraryImport(Name)]
    internal static partial void vips_area_unref(nint area);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint vips_operation_new(string nickname);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_object_set_argument_from_string(nint instance, string argument, string value);

    [LibraryImport(Name)]
    internal static partial int vips_cache_operation_buildp(ref nint operation);

    [LibraryImport(Name)]
    internal static partial void vips_object_unref_outputs(nint instance);

    [LibraryImport(Name)]
    internal static partial nuint vips_image_get_type();

    [LibraryImport(Name)]
    internal static partial int vips_image_get_width(nint image);

    [LibraryImport(Name)]
    internal static partial int vips_image_get_height(nint image);

    [LibraryImport(Name)]
    internal static partial int vips_image_get_bands(nint image);

    [LibraryImport(Name)]
    internal static partial int vips_image_get_format(nint image);

    [LibraryImport(Name)]
    internal static partial int vips_image_get_interpretation(nint image);

    [LibraryImport(Name)]
    internal static partial int vips_image_get_orientation(nint image);

    [LibraryImport(Name)]
    internal static partial int vips_image_get_n_pages(nint image);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int vips_image_get_as_string(nint image, string name, out nint text);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nuint vips_image_get_typeof(nint image, string name);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial nint vips_foreign_find_load(string path);

    [LibraryImport(Name)]
    internal static partial nint vips_image_new_from_memory_copy(
        nint data, nuint size, int width, int height, int bands, int format);

    [LibraryImport(Name)]
    internal static partial nint vips_image_write_to_memory(nint image, out nuint size);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_object_set_property(nint instance, string property, in GValue value);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial void g_object_get_property(nint instance, string property, ref GValue value);

    [LibraryImport(Name)]
    internal static partial void g_object_unref(nint instance);

    [LibraryImport(Name)]
    internal static partial nint g_value_init(ref GValue value, nuint type);

    [LibraryImport(Name)]
    internal static partial void g_value_unset(ref GValue value);

    [LibraryImport(Name)]
    internal static partial void g_value_set_object(ref GValue value, nint instance);

    [LibraryImport(Name)]
    internal static partial nint g_value_dup_object(in GValue value);

    [LibraryImport(Name)]
    internal static partial void g_value_set_boxed(ref GValue value, nint boxed);

    [LibraryImport(Name)]
    internal static partial nint g_value_get_boxed(in GValue value);

    [LibraryImport(Name)]
    internal static partial void g_free(nint memory);

    [LibraryImport(Name, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int g_setenv(string variable, string value, int overwrite);

    /// <summary>GObject's typed value: a type and two machine words.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct GValue
    {
        internal nuint Type;
        internal ulong First;
        internal ulong Second;
    }
}
