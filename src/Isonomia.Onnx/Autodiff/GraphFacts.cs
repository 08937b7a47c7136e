namespace Isonomia.Onnx;

/// <summary>What is known of the tensors of a graph before it runs: types, shapes, and the values of those that do not
/// depend on its inputs.</summary>
internal sealed class GraphFacts
{
    internal Dictionary<string, TensorProto.Types.DataType> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>Shapes, of the tensors where every axis is known.</summary>
    internal Dictionary<string, long[]> Shapes { get; } = new(StringComparer.Ordinal);

    /// <summary>Small constants of the file and what follows from them and from shapes alone.</summary>
    internal Dictionary<string, TensorProto> Constants { get; } = new(StringComparer.Ordinal);

    /// <summary>Tensors whose shape depends on values that the model is given, with the node that makes it so, in
    /// words.</summary>
    internal Dictionary<string, string> OpenBecause { get; } = new(StringComparer.Ordinal);

    internal void Set(string name, TensorProto.Types.DataType type, long[] shape) =>
        (Types[name], Shapes[name]) = (type, shape);
}
