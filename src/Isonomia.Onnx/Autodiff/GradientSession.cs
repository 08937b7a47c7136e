using System.Runtime.InteropServices;

namespace Isonomia.Onnx;

/// <summary>A gradient graph that is loaded and ready to run.</summary>
public sealed class GradientSession : IDisposable
{
    private readonly GradientGraph _graph;
    private readonly GraphRunner _runner;
    private readonly Dictionary<string, TensorProto.Types.DataType> _types;
    private readonly string[] _kept;

    private GradientSession(GradientGraph graph, OnnxSessionSettings settings)
    {
        _graph = graph;
        _runner = new GraphRunner(graph.Model.Proto, graph.Model.Path, settings);
        _types = graph.Model.Proto.Graph.Input.ToDictionary(
            input => input.Name, input => (TensorProto.Types.DataType)input.Type.TensorType.ElemType,
            StringComparer.Ordinal);
        _kept = [.. graph.Model.OutputNames.Where(
            name => name != graph.LossName && !graph.GradientNames.Values.Contains(name))];
    }

    /// <summary>Loads a gradient graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="settings">Threads and device.</param>
    /// <returns>The session.</returns>
    /// <exception cref="ModelException">ONNX Runtime cannot load it.</exception>
    public static GradientSession Open(GradientGraph graph, OnnxSessionSettings settings)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(settings);
        return new GradientSession(graph, settings);
    }

    /// <summary>Computes loss and gradients.</summary>
    /// <param name="numbers">Inputs of real numbers; they are given to the graph as the type it declares.</param>
    /// <param name="integers">Inputs of integers or truth values.</param>
    /// <returns>The loss, the gradients and what else was kept.</returns>
    /// <exception cref="ModelException">An input is missing or of another shape.</exception>
    public GradientValues Run(IReadOnlyList<OnnxTensor> numbers, IReadOnlyList<OnnxIntegers> integers)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        ArgumentNullException.ThrowIfNull(integers);
        string[] wanted = [.. _graph.GradientNames.Keys];
        TensorProto[] results = _runner.Run(
            [.. numbers.Select(Tensor), .. integers.Select(Tensor)],
            [_graph.LossName, .. wanted.Select(name => _graph.GradientNames[name]), .. _kept]);
        return new GradientValues(
            TensorData.Reals(results[0])![0],
            wanted.Select((name, i) => Plain(name, results[i + 1]))
                .ToDictionary(tensor => tensor.Name, StringComparer.Ordinal),
            results[(wanted.Length + 1)..].Where(tensor => TensorData.Reals(tensor) is not null)
                .Select(tensor => Plain(tensor.Name, tensor))
                .ToDictionary(tensor => tensor.Name, StringComparer.Ordinal));
    }

    /// <inheritdoc/>
    public void Dispose() => _runner.Dispose();

    private static OnnxTensor Plain(string name, TensorProto tensor) =>
        new(name, [.. tensor.Dims], Array.ConvertAll(TensorData.Reals(tensor)!, value => (float)value));

    private TensorProto Tensor(OnnxTensor input) => TensorData.Reals(
        input.Name, TypeOf(input.Name), Array.ConvertAll(input.Values, value => (double)value), [.. input.Shape]);

    private TensorProto Tensor(OnnxIntegers input) => TypeOf(input.Name) switch
    {
        TensorProto.Types.DataType.Int32 => TensorData.Raw(
            input.Name, TensorProto.Types.DataType.Int32, MemoryMarshal.AsBytes<int>(
                Array.ConvertAll(input.Values, value => checked((int)value))), [.. input.Shape]),
        TensorProto.Types.DataType.Bool => TensorData.Raw(
            input.Name, TensorProto.Types.DataType.Bool,
            Array.ConvertAll(input.Values, value => (byte)(value == 0 ? 0 : 1)), [.. input.Shape]),
        _ => TensorData.Of(input.Name, input.Values, [.. input.Shape]),
    };

    private TensorProto.Types.DataType TypeOf(string name) =>
        _types.TryGetValue(name, out TensorProto.Types.DataType type) ? type
        : throw new ArgumentException(
            $"The graph has no input '{name}'; it has {string.Join(", ", _types.Keys)}.", nameof(name));
}
