using System.IO.Compression;
using System.Text.Json;
using Isonomia.Embeddings;
using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>One case of the autodiff oracles: torch's gradients of an ONNX graph.</summary>
internal sealed class AutodiffOracle
{
    private readonly string _folder;
    private readonly Dictionary<string, TensorProto> _expected = new(StringComparer.Ordinal);

    internal AutodiffOracle(string name)
        : this(new DirectoryInfo(SharedFolder.Path($"oracles/autodiff/{name}")))
    {
    }

    internal AutodiffOracle(DirectoryInfo folder)
    {
        _folder = folder.FullName;
        Case = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "case.json"))).RootElement;
        using ZipArchive archive = ZipFile.OpenRead(Path.Combine(_folder, "expected.npz"));
        foreach (ZipArchiveEntry entry in archive.Entries)
        {
            using Stream stream = entry.Open();
            string key = entry.FullName[..^".npy".Length];
            _expected[key] = Read(stream, key);
        }
    }

    internal JsonElement Case { get; }

    internal OnnxModel Model() =>
        OnnxModel.Load(Path.GetFullPath(Path.Combine(_folder, Case.GetProperty("model").GetString()!)));

    internal TensorProto Array(string file, string name)
    {
        using FileStream stream = File.OpenRead(Path.Combine(_folder, file));
        return Read(stream, name);
    }

    internal IEnumerable<TensorProto> Inputs => Case.GetProperty("inputs").EnumerateArray()
        .Select(input => Array(input.GetProperty("file").GetString()!, input.GetProperty("name").GetString()!));

    internal double[] Expected(string key) => TensorData.Reals(_expected[key])!;

    internal TensorProto ExpectedTensor(string key) => _expected[key];

    /// <summary>The rule of the oracles: the largest deviation against the largest value.</summary>
    internal static void AssertClose(double[] want, double[] got, double rtol, double atol, string what)
    {
        Assert.True(want.Length == got.Length, $"{what}: {got.Length} numbers, expected {want.Length}.");
        double largest = want.Length == 0 ? 0 : want.Max(Math.Abs);
        double worst = 0;
        for (int i = 0; i < want.Length; i++)
        {
            double deviation = Math.Abs(want[i] - got[i]);
            worst = double.IsNaN(deviation) ? double.PositiveInfinity : Math.Max(worst, deviation);
        }

        Assert.True(worst <= (rtol * largest) + atol,
            $"{what}: off by {worst:g3} where the largest value is {largest:g3}.");
    }

    internal static TensorProto Read(Stream stream, string name)
    {
        NumpyHeader header = NumpyHeader.Read(stream, name);
        Assert.False(header.IsFortran);
        using MemoryStream bytes = new();
        stream.CopyTo(bytes);
        TensorProto.Types.DataType type = header.Type switch
        {
            "<f4" => TensorProto.Types.DataType.Float,
            "<f8" => TensorProto.Types.DataType.Double,
            "<i8" => TensorProto.Types.DataType.Int64,
            "<i4" => TensorProto.Types.DataType.Int32,
            "|b1" => TensorProto.Types.DataType.Bool,
            _ => throw new InvalidDataException(header.Type),
        };
        return TensorData.Raw(name, type, bytes.ToArray(), [.. header.Shape.Select(size => (long)size)]);
    }
}
