using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Isonomia.Onnx;

/// <summary>Builds a small ONNX model step by step: inputs, weights, nodes, outputs. Tensors are float32; values go by
/// name.</summary>
/// <remarks>The same calls give the same bytes. Whether operators and shapes fit together is checked when the model is
/// loaded.</remarks>
public sealed class GraphBuilder
{
    private const int FileFormatVersion = 10;
    private readonly ModelProto _model;
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <summary>Starts an empty graph.</summary>
    /// <param name="name">The graph's name.</param>
    /// <param name="operatorSet">The version of the standard operator set.</param>
    public GraphBuilder(string name, int operatorSet = 17) => _model = new ModelProto
    {
        IrVersion = FileFormatVersion,
        ProducerName = "isonomia",
        OpsetImport = { new OperatorSetIdProto { Domain = string.Empty, Version = operatorSet } },
        Graph = new GraphProto { Name = name },
    };

    /// <summary>Adds a float32 input.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="shape">Its axes.</param>
    /// <returns>The name, for use in nodes.</returns>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public string Input(string name, params ReadOnlySpan<GraphDimension> shape)
    {
        _model.Graph.Input.Add(Value(name, shape));
        return Claim(name);
    }

    /// <summary>Adds float32 weights.</summary>
    /// <param name="name">Their name.</param>
    /// <param name="values">The numbers, row-major.</param>
    /// <param name="shape">The size of each axis.</param>
    /// <returns>The name, for use in nodes.</returns>
    /// <exception cref="ArgumentException">The name is taken, or the numbers do not fill the shape.</exception>
    public string Weights(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Initializer(name, TensorProto.Types.DataType.Float, MemoryMarshal.AsBytes(values), values.Length, shape);

    /// <summary>Adds a constant vector of 64-bit integers (axes, shapes, slices).</summary>
    /// <param name="name">Its name.</param>
    /// <param name="values">The numbers.</param>
    /// <returns>The name, for use in nodes.</returns>
    /// <exception cref="ArgumentException">The name is taken.</exception>
    public string Integers(string name, params ReadOnlySpan<long> values) =>
        Initializer(
            name, TensorProto.Types.DataType.Int64, MemoryMarshal.AsBytes(values), values.Length, [values.Length]);

    /// <summary>Adds a node with one output.</summary>
    /// <param name="operatorType">The operator of the standard set, for example <c>Conv</c>.</param>
    /// <param name="output">The name of its output.</param>
    /// <param name="inputs">The names of its inputs; each must exist (empty text for an optional input left
    /// out).</param>
    /// <param name="attributes">Its settings.</param>
    /// <returns>The name of the output, for use in further nodes.</returns>
    /// <exception cref="ArgumentException">An input is unknown or the output's name is taken.</exception>
    public string Node(
        string operatorType, string output, IEnumerable<string> inputs, params ReadOnlySpan<GraphAttribute> attributes)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        NodeProto node = new() { OpType = operatorType, Name = output, Output = { output } };
        foreach (string input in inputs)
        {
            node.Input.Add(input.Length == 0 ? input : Known(input));
        }

        foreach (GraphAttribute attribute in attributes)
        {
            node.Attribute.Add(attribute.Proto);
        }

        _model.Graph.Node.Add(node);
        return Claim(output);
    }

    /// <summary>Declares a value as a float32 output of the model.</summary>
    /// <param name="name">The value.</param>
    /// <param name="shape">Its axes.</param>
    /// <exception cref="ArgumentException">The value is unknown.</exception>
    public void Output(string name, params ReadOnlySpan<GraphDimension> shape) =>
        _model.Graph.Output.Add(Value(Known(name), shape));

    /// <summary>Gives the model as the bytes of an <c>.onnx</c> file.</summary>
    /// <returns>The bytes.</returns>
    public byte[] ToBytes() => _model.ToByteArray();

    private static ValueInfoProto Value(string name, ReadOnlySpan<GraphDimension> shape)
    {
        TensorShapeProto axes = new();
        foreach (GraphDimension dimension in shape)
        {
            TensorShapeProto.Types.Dimension axis = new();
            if (dimension.Name is not null)
            {
                axis.DimParam = dimension.Name;
            }
            else
            {
                axis.DimValue = dimension.Size ?? 0;
            }

            axes.Dim.Add(axis);
        }

        TypeProto.Types.Tensor tensor = new() { ElemType = (int)TensorProto.Types.DataType.Float, Shape = axes };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private string Initializer(
        string name, TensorProto.Types.DataType type, ReadOnlySpan<byte> raw, int count, ReadOnlySpan<long> shape)
    {
        long product = 1;
        foreach (long size in shape)
        {
            product *= size;
        }

        if (product != count)
        {
            throw new ArgumentException(
                $"Weights '{name}' have {count} numbers; their shape needs {product}.", nameof(shape));
        }

        _model.Graph.Initializer.Add(new TensorProto
        {
            Name = name,
            DataType = (int)type,
            Dims = { shape.ToArray() },
            RawData = ByteString.CopyFrom(raw),
        });
        return Claim(name);
    }

    private string Claim(string name) => _names.Add(name)
        ? name
        : throw new ArgumentException($"The name '{name}' is already in the graph.", nameof(name));

    private string Known(string name) => _names.Contains(name)
        ? name
        : throw new ArgumentException($"The value '{name}' is not in the graph yet.", nameof(name));
}
