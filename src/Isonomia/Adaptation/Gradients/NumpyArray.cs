using System.Buffers.Binary;
using Isonomia.Embeddings;

namespace Isonomia.Adaptation;

/// <summary>An array of any shape from an <c>.npy</c> file, in the order of C.</summary>
internal sealed record NumpyArray(string FileName, string Type, long[] Shape, byte[] Bytes, int ItemSize)
{
    private const int LongestRank = 32;

    internal bool IsReal => Type[1] == 'f';

    internal long Count => Shape.Aggregate(1L, (product, size) => product * size);

    internal static NumpyArray Read(string path)
    {
        string name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            throw new EmbeddingException($"{name} was not found; an .npy file was expected.");
        }

        using FileStream stream = File.OpenRead(path);
        NumpyHeader header = NumpyHeader.Read(stream, name);
        if (header.ItemSize is not (1 or 2 or 4 or 8) || header.Type[1] is not ('f' or 'i' or 'u' or 'b')
            || header.IsBigEndian || header.Shape.Count > LongestRank)
        {
            throw new EmbeddingException(
                $"{name} holds numbers of type {header.Type}; little-endian floats, integers or truth values were "
                    + $"expected.");
        }

        long[] shape = [.. header.Shape.Select(size => (long)size)];
        byte[] bytes = new byte[checked(shape.Aggregate(1L, (product, size) => product * size) * header.ItemSize)];
        if (stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            throw new EmbeddingException($"{name} ends within its numbers; the file is damaged.");
        }

        return new NumpyArray(name, header.Type, shape,
            header.IsFortran ? Turned(bytes, shape, header.ItemSize) : bytes, header.ItemSize);
    }

    internal float[] Floats() => [.. Enumerable.Range(0, (int)Count).Select(i => (float)At(i))];

    /// <summary>The numbers as integers.</summary>
    internal long[] Integers(string what)
    {
        long[] numbers = new long[Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            double value = At(i);
            numbers[i] = (long)value;
            if (numbers[i] != value)
            {
                throw new EmbeddingException($"{FileName}, number {i + 1}: {what} must be integers.");
            }
        }

        return numbers;
    }

    internal void RequireFinite()
    {
        for (int i = 0; IsReal && i < Count; i++)
        {
            if (!double.IsFinite(At(i)))
            {
                throw new EmbeddingException(
                    $"{FileName}, number {i + 1} is not finite; only finite numbers were expected.");
            }
        }
    }

    private static byte[] Turned(byte[] bytes, long[] shape, int size)
    {
        byte[] turned = new byte[bytes.Length];
        long count = bytes.Length / size;
        long[] at = new long[shape.Length];
        for (long i = 0; i < count; i++)
        {
            long place = 0;
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                place = (place * shape[axis]) + at[axis];
            }

            bytes.AsSpan((int)(place * size), size).CopyTo(turned.AsSpan((int)(i * size), size));
            for (int axis = shape.Length - 1; axis >= 0 && ++at[axis] == shape[axis]; axis--)
            {
                at[axis] = 0;
            }
        }

        return turned;
    }

    private double At(int index)
    {
        ReadOnlySpan<byte> number = Bytes.AsSpan(index * ItemSize, ItemSize);
        return (Type[1], ItemSize) switch
        {
            ('f', 2) => (double)BinaryPrimitives.ReadHalfLittleEndian(number),
            ('f', 4) => BinaryPrimitives.ReadSingleLittleEndian(number),
            ('f', _) => BinaryPrimitives.ReadDoubleLittleEndian(number),
            ('i', 1) => (sbyte)number[0],
            (_, 1) => number[0],
            ('i', 2) => BinaryPrimitives.ReadInt16LittleEndian(number),
            (_, 2) => BinaryPrimitives.ReadUInt16LittleEndian(number),
            ('i', 4) => BinaryPrimitives.ReadInt32LittleEndian(number),
            (_, 4) => BinaryPrimitives.ReadUInt32LittleEndian(number),
            _ => BinaryPrimitives.ReadInt64LittleEndian(number),
        };
    }
}
