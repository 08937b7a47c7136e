namespace Isonomia.Imaging;

/// <summary>One libvips operation by name: set its arguments, run it, take its output.</summary>
internal sealed class VipsOperation : IDisposable
{
    private nint _operation;

    internal VipsOperation(string nickname)
    {
        _operation = LibVips.vips_operation_new(nickname);
        if (_operation == 0)
        {
            throw new VipsException(VipsRuntime.TakeError());
        }
    }

    /// <summary>Sets a number, a flag, an enumeration or a text in libvips's own notation.</summary>
    internal VipsOperation Set(string argument, string value) =>
        LibVips.vips_object_set_argument_from_string(_operation, argument, value) == 0
            ? this
            : throw new VipsException(VipsRuntime.TakeError());

    internal VipsOperation Set(string argument, VipsImage image)
    {
        LibVips.GValue value = default;
        LibVips.g_value_init(ref value, LibVips.vips_image_get_type());
        LibVips.g_value_set_object(ref value, image.DangerousGetHandle());
        LibVips.g_object_set_property(_operation, argument, value);
        LibVips.g_value_unset(ref value);
        GC.KeepAlive(image);
        return this;
    }

    /// <summary>Sets a block of memory that the caller keeps in place until the last pixel was computed.</summary>
    internal VipsOperation Set(string argument, nint data, nuint size)
    {
        nint blob = LibVips.vips_blob_new(0, data, size);
        LibVips.GValue value = default;
        LibVips.g_value_init(ref value, LibVips.vips_blob_get_type());
        LibVips.g_value_set_boxed(ref value, blob);
        LibVips.g_object_set_property(_operation, argument, value);
        LibVips.g_value_unset(ref value);
        LibVips.vips_area_unref(blob);
        return this;
    }

    internal VipsImage RunToImage(string output = "out")
    {
        Run();
        LibVips.GValue value = default;
        LibVips.g_value_init(ref value, LibVips.vips_image_get_type());
        LibVips.g_object_get_property(_operation, output, ref value);
        VipsImage image = new(LibVips.g_value_dup_object(value));
        LibVips.g_value_unset(ref value);
        return image;
    }

    /// <summary>Runs an operation that writes a file.</summary>
    internal void RunWithoutOutput() => Run();

    internal unsafe byte[] RunToBytes(string output = "buffer")
    {
        Run();
        LibVips.GValue value = default;
        LibVips.g_value_init(ref value, LibVips.vips_blob_get_type());
        LibVips.g_object_get_property(_operation, output, ref value);
        nint data = LibVips.vips_blob_get(LibVips.g_value_get_boxed(value), out nuint size);
        byte[] bytes = new ReadOnlySpan<byte>((void*)data, checked((int)size)).ToArray();
        LibVips.g_value_unset(ref value);
        return bytes;
    }

    public void Dispose()
    {
        if (_operation != 0)
        {
            LibVips.vips_object_unref_outputs(_operation);
            LibVips.g_object_unref(_operation);
            _operation = 0;
        }
    }

    private void Run()
    {
        if (LibVips.vips_cache_operation_buildp(ref _operation) != 0)
        {
            throw new VipsException(VipsRuntime.TakeError());
        }
    }
}
