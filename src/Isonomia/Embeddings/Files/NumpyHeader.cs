using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Isonomia.Embeddings;

/// <summary>The head of an <c>.npy</c> array (NumPy enhancement proposal 1, versions 1 to 3).</summary>
/// <param name="Type">The type as NumPy writes it, for example <c>&lt;f4</c>.</param>
/// <param name="IsFortran">Whether the first axis runs fastest.</param>
/// <param name="Shape">The size of each axis.</param>
internal sealed partial record NumpyHeader(string Type, bool IsFortran, IReadOnlyList<int> Shape)
{
    private const int LongestHeader = 1 << 20;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Bytes of one number, or 0 where the type has no fixed size.</summary>
    internal int ItemSize => Type.Length >= 3
        && int.TryParse(Type.AsSpan(2), CultureInfo.InvariantCulture, out int size)
        ? (Type[1] == 'U' ? 4 * size : size)
        : 0;

    /// <summary>Whether it holds 16-, 32- or 64-bit floats.</summary>
    internal bool IsFloat => Type is ['<' or '>' or '=' or '|', 'f', '2' or '4' or '8'];

    internal bool IsBigEndian => Type[0] == '>';

    internal static NumpyHeader Read(Stream stream, string name)
    {
        byte[] front = new byte[8];
        if (stream.ReadAtLeast(front, 8, throwOnEndOfStream: false) < 8 || !front.AsSpan(0, 6).SequenceEqual(Magic))
        {
            throw new EmbeddingException($"{name} does not begin like a NumPy array; an .npy file was expected.");
        }

        byte[] length = new byte[front[6] == 1 ? 2 : 4];
        stream.ReadExactly(length);
        int bytes = length.Length == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(length)
            : BinaryPrimitives.ReadInt32LittleEndian(length);
        if (bytes is < 10 or > LongestHeader)
        {
            throw new EmbeddingException($"{name} has a NumPy header of {bytes} bytes; the file is damaged.");
        }

        byte[] text = new byte[bytes];
        if (stream.ReadAtLeast(text, bytes, throwOnEndOfStream: false) < bytes)
        {
            throw new EmbeddingException($"{name} ends within its NumPy header; the file is damaged.");
        }

        string header = Encoding.UTF8.GetString(text);
        Match type = TypePattern().Match(header);
        Match order = OrderPattern().Match(header);
        Match shape = ShapePattern().Match(header);
        if (!type.Success || !order.Success || !shape.Success)
        {
            throw new EmbeddingException(
                $"{name} has a NumPy header without a simple type, order and shape; a matrix of floats was expected.");
        }

        string[] axes =
            shape.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        List<int> sizes = [];
        foreach (string axis in axes)
        {
            if (!int.TryParse(axis, NumberStyles.None, CultureInfo.InvariantCulture, out int size))
            {
                throw new EmbeddingException(
                    $"{name} has an axis of size {axis}; at most {int.MaxValue} were expected.");
            }

            sizes.Add(size);
        }

        return new NumpyHeader(type.Groups[1].Value, order.Groups[1].Value == "True", sizes);
    }

    /// <summary>Writes the head of a C-ordered array; the numbers follow from a multiple of 64 on.</summary>
    internal static void Write(Stream stream, string type, params ReadOnlySpan<long> shape)
    {
        StringBuilder axes = new();
        foreach (long size in shape)
        {
            axes.Append(CultureInfo.InvariantCulture, $"{size}, ");
        }

        string form = shape.Length == 1 ? axes.ToString().TrimEnd() : axes.ToString().TrimEnd(' ', ',');
        string header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({form}), }}";
        int total = (10 + header.Length + 1 + 63) / 64 * 64;
        byte[] front = new byte[10];
        Magic.CopyTo(front);
        front[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(front.AsSpan(8), (ushort)(total - 10));
        stream.Write(front);
        stream.Write(Encoding.ASCII.GetBytes(header.PadRight(total - 11) + "\n"));
    }

    [GeneratedRegex(@"'descr':\s*'([^']+)'")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"'fortran_order':\s*(True|False)")]
    private static partial Regex OrderPattern();

    [GeneratedRegex(@"'shape':\s*\(([^)]*)\)")]
    private static partial Regex ShapePattern();
}
