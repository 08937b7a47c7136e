using System.Buffers;
using System.IO.MemoryMappedFiles;

namespace Isonomia.Onnx;

/// <summary>The bytes of a tensor where they lie in a file: read by the system when they are looked at, never copied.
/// </summary>
/// <remarks>A ByteString over this memory carries the place with it, so that ONNX Runtime can be told file and offset
/// instead of being handed the bytes. The file must not be shortened while the model is in use.</remarks>
internal sealed unsafe class MappedTensor : MemoryManager<byte>
{
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _start;
    private readonly int _length;

    internal MappedTensor(MemoryMappedFile file, string path, long offset, int length)
    {
        (Path, Offset, _length) = (path, offset, length);
        _view = file.CreateViewAccessor(offset, length, MemoryMappedFileAccess.Read);
        byte* start = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
        _start = start + _view.PointerOffset;
    }

    /// <summary>The file, as an absolute path.</summary>
    internal string Path { get; }

    /// <summary>Where in the file the bytes begin.</summary>
    internal long Offset { get; }

    /// <inheritdoc/>
    public override Span<byte> GetSpan() => new(_start, _length);

    /// <inheritdoc/>
    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => _view.SafeMemoryMappedViewHandle.ReleasePointer();
}
