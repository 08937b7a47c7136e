using System.Text.Json;
using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>Networks that torch exports while the tests run: gradients of all their inputs and weights against torch in
/// double precision (benchmarks/peers/export_networks.py).</summary>
public sealed class ExportedNetworkTests(ExportedNetworkTests.Exports exports)
    : IClassFixture<ExportedNetworkTests.Exports>
{
    /// <summary>Below this distance of a number from a kink float32 and float64 may take different sides.</summary>
    private const double NearKink = 1e-6;

    public static TheoryData<string> Quick => Theory(Titles("quick"));

    public static TheoryData<string> Thorough => Theory(Titles("thorough"));

    [SkippableTheory]
    [MemberData(nameof(Quick))]
    public void Gradients_of_a_network_that_torch_exports_are_those_of_torch(string title) =>
        Compare(exports.Folder(title));

    [SkippableTheory]
    [MemberData(nameof(Thorough))]
    [Trait("Category", "Slow")]
    public void Gradients_of_every_exported_network_are_those_of_torch(string title)
    {
        PythonReference.Require("torch", "torchvision", "onnx");
        using ScratchFolder scratch = new();
        Exports.Write(scratch, [title]);
        Compare(new DirectoryInfo(scratch.File(title)));
    }

    private static void Compare(DirectoryInfo folder)
    {
        AutodiffOracle oracle = new(folder);
        OnnxModel model = oracle.Model();
        HashSet<string> roles = [.. model.InputNames, .. model.WeightNames];
        OracleGradients got = OracleGradients.Of(oracle, model, [.. oracle.Case.GetProperty("gradients")
            .EnumerateArray().Select(entry => entry.GetProperty("tensor").GetString()!).Where(roles.Contains)]);

        double value = oracle.Case.GetProperty("loss").GetProperty("value").GetDouble();
        Assert.Equal(value, got.Loss, 1e-3 * (1 + Math.Abs(value)));
        double all = got.Gradients.Keys.Max(tensor => Largest(oracle.Expected($"grad/{tensor}")));
        bool isSmooth = oracle.Case.GetProperty("smallest_distance_to_a_kink").GetDouble() > NearKink;
        Assert.NotEmpty(got.Gradients);
        foreach ((string tensor, double[] gradient) in got.Gradients)
        {
            double[] want = oracle.Expected($"grad/{tensor}");
            if (isSmooth)
            {
                // What is zero in exact arithmetic (a bias before a normalization) comes out as rounding of the rest.
                AutodiffOracle.AssertClose(want, gradient, 1e-4, 1e-6 * all, tensor);
            }
            else
            {
                double off = Norm([.. want.Zip(gradient, (a, b) => a - b)]);
                double size = Norm(want);
                Assert.True(off <= (0.03 * size) + (1e-6 * all), $"{tensor}: off by {off:g3} of {size:g3}.");
            }
        }
    }

    private static double Largest(double[] values) => values.Length == 0 ? 0 : values.Max(Math.Abs);

    private static double Norm(double[] values) => Math.Sqrt(values.Sum(value => value * value));

    private static TheoryData<string> Theory(string[] titles)
    {
        TheoryData<string> rows = [];
        foreach (string title in titles)
        {
            rows.Add(title);
        }

        return rows;
    }

    private static string[] Titles(string key)
    {
        using var list = JsonDocument.Parse(File.ReadAllText(Path.Combine(Exports.Peers, "exported_networks.json")));
        return [.. list.RootElement.GetProperty(key).EnumerateArray().Select(title => title.GetString()!)];
    }

    /// <summary>The quick networks, exported together once.</summary>
    public sealed class Exports : IDisposable
    {
        private readonly ScratchFolder _scratch = new();
        private bool _isWritten;

        internal static string Peers { get; } = Path.Combine(RepositoryFolder.Root, "benchmarks", "peers");

        /// <inheritdoc/>
        public void Dispose() => _scratch.Dispose();

        internal static void Write(ScratchFolder scratch, IEnumerable<string> titles) => PythonReference.RunFile(
            Path.Combine(Peers, "export_networks.py"), [scratch.Root, .. titles]);

        internal DirectoryInfo Folder(string title)
        {
            PythonReference.Require("torch", "torchvision", "onnx");
            if (!_isWritten)
            {
                _isWritten = true;
                Write(_scratch, Titles("quick"));
            }

            return new DirectoryInfo(_scratch.File(title));
        }
    }
}
