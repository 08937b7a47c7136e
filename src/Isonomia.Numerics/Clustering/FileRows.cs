using System.Buffers;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Isonomia.Numerics;

/// <summary>Rows of a file of little-endian float32 or float16 numbers; memory holds one block at a time.</summary>
public sealed class FileRows : FloatRows, IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly long _offset;
    private readonly bool _isHalf;

    internal FileRows(string path, long offset, int count, int width, bool isHalf)
        : base(count, width)
    {
        _file = File.OpenHandle(path, options: FileOptions.SequentialScan);
        (_offset, _isHalf) = (offset, isHalf);
        long needed = offset + ((long)count * RowBytes);
        long length = RandomAccess.GetLength(_file);
        if (length < needed)
        {
            _file.Dispose();
            throw new ArgumentException(
                $"The file has {length} bytes; {count} rows of {width} numbers from byte {offset} need {needed}.",
                nameof(path));
        }
    }

    private int RowBytes => Width * (_isHalf ? sizeof(short) : sizeof(float));

    /// <inheritdoc/>
    public override void Read(int first, Span<float> target)
    {
        long position = _offset + ((long)first * RowBytes);
        if (!_isHalf)
        {
            Fill(MemoryMarshal.AsBytes(target), position);
            return;
        }

        Half[] halves = ArrayPool<Half>.Shared.Rent(target.Length);
        Span<Half> read = halves.AsSpan(0, target.Length);
        Fill(MemoryMarshal.AsBytes(read), position);
        TensorPrimitives.ConvertToSingle(read, target);
        ArrayPool<Half>.Shared.Return(halves);
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private void Fill(Span<byte> target, long position)
    {
        while (!target.IsEmpty)
        {
            int read = RandomAccess.Read(_file, target, position);
            if (read == 0)
            {
                throw new EndOfStreamException("The file of embeddings became shorter while it was read.");
            }

            target = target[read..];
            position += read;
        }
    }
}
