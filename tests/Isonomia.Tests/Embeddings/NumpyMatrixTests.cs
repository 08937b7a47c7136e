using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Isonomia.Embeddings;

namespace Isonomia.Tests;

/// <summary>Bytes are built here after the format's text (NumPy enhancement proposal 1), not by our writer.</summary>
public sealed class NumpyMatrixTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData("<f4", false)]
    [InlineData("<f8", false)]
    [InlineData("<f2", false)]
    [InlineData(">f4", false)]
    [InlineData(">f8", true)]
    [InlineData("<f4", true)]
    public void Every_float_type_and_order_gives_the_same_numbers(string type, bool isFortran)
    {
        File.WriteAllBytes(_scratch.File("a.npy"), Array(type, isFortran, 2, 3));
        (int count, int width, float[] values) = NumpyMatrix.Read(_scratch.File("a.npy"));
        Assert.Equal((2, 3), (count, width));
        Assert.Equal([0.5f, 1.5f, 2.5f, 3.5f, 4.5f, 5.5f], values);
    }

    [Fact]
    public void An_archive_may_bring_its_ids()
    {
        using (ZipArchive archive = ZipFile.Open(_scratch.File("a.npz"), ZipArchiveMode.Create))
        {
            Put(archive, "ids.npy",
                [.. Head("<U3", "(2,)"), .. Encoding.UTF32.GetBytes("abc"), .. Encoding.UTF32.GetBytes("d\0\0")]);
            Put(archive, "embeddings.npy", Array("<f4", false, 2, 3));
        }

        using NumpyMatrix matrix = NumpyMatrix.Open(_scratch.File("a.npz"));
        Assert.Equal(["abc", "d"], matrix.Ids!);
        float[] row = new float[3];
        matrix.ReadRow(row);
        Assert.Equal([0.5f, 1.5f, 2.5f], row);
    }

    [Fact]
    public void Odd_files_are_refused_in_a_sentence()
    {
        byte[] sound = Array("<f4", false, 2, 3);
        Assert.Contains("does not begin like", Refusal([1, 2, 3, 4, 5, 6, 7, 8]), StringComparison.Ordinal);
        Assert.Contains("ends in row 2 of 2", Refusal(sound[..^1]), StringComparison.Ordinal);
        Assert.Contains("ends within its NumPy header", Refusal(sound[..30]), StringComparison.Ordinal);
        Assert.Contains("type <i8", Refusal([.. Head("<i8", "(2, 3)"), .. new byte[48]]), StringComparison.Ordinal);
        Assert.Contains("shape [6]", Refusal([.. Head("<f4", "(6,)"), .. new byte[24]]), StringComparison.Ordinal);
        Assert.Contains("type |O", Refusal([.. Head("|O", "(2, 3)"), .. new byte[24]]), StringComparison.Ordinal);
    }

    private static void Put(ZipArchive archive, string name, byte[] content)
    {
        using Stream entry = archive.CreateEntry(name).Open();
        entry.Write(content);
    }

    private static byte[] Head(string type, string shape, bool isFortran = false)
    {
        string text = $"{{'descr': '{type}', 'fortran_order': {(isFortran ? "True" : "False")}, 'shape': {shape}, }}";
        text = text.PadRight(118 - 1) + "\n";
        byte[] length = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)text.Length);
        return [0x93, .. "NUMPY"u8, 1, 0, .. length, .. Encoding.ASCII.GetBytes(text)];
    }

    private static byte[] Array(string type, bool isFortran, int rows, int columns)
    {
        List<byte> bytes = [.. Head(type, $"({rows}, {columns})", isFortran)];
        for (int i = 0; i < rows * columns; i++)
        {
            int index = isFortran ? ((i % rows) * columns) + (i / rows) : i;
            double value = index + 0.5;
            byte[] number = type[2] switch
            {
                '2' => BitConverter.GetBytes((Half)value),
                '4' => BitConverter.GetBytes((float)value),
                _ => BitConverter.GetBytes(value),
            };
            bytes.AddRange(type[0] == '>' ? number.Reverse() : number);
        }

        return [.. bytes];
    }

    private string Refusal(byte[] content)
    {
        File.WriteAllBytes(_scratch.File("odd.npy"), content);
        return Assert.Throws<EmbeddingException>(() => NumpyMatrix.Read(_scratch.File("odd.npy"))).Message;
    }
}
