using Google.Protobuf;

namespace Isonomia.Onnx;

/// <summary>Appends nodes to a graph whose shapes are all known, and keeps track of the shape of every new
/// tensor.</summary>
/// <remarks>Targets operator set 17 and later (<see cref="OperatorSetUpgrade"/> brings older models there).</remarks>
internal sealed partial class NodeWriter
{
    private const int SmallConstant = 4096;
    private readonly Dictionary<(TensorProto.Types.DataType Type, string Shape, ByteString Bytes),
        Value> _constants = [];
    private readonly HashSet<string> _names;
    private readonly string _prefix;
    private int _next;

    internal NodeWriter(GraphProto graph, GraphFacts facts, string prefix = "grad")
    {
        (Graph, Facts, _prefix) = (graph, facts, prefix);
        _names = [.. facts.Types.Keys, .. graph.Input.Select(input => input.Name),
            .. graph.Node.Select(node => node.Name)];
    }

    /// <summary>A writer of a graph that has nothing in it yet.</summary>
    internal static NodeWriter Empty(out ModelProto model, bool usesKernels = false)
    {
        model = new ModelProto
        {
            IrVersion = 8,
            ProducerName = "isonomia",
            OpsetImport = { new OperatorSetIdProto { Domain = string.Empty, Version = 17 } },
            Graph = new GraphProto { Name = "step" },
        };
        if (usesKernels)
        {
            model.OpsetImport.Add(KernelDomain.Import);
        }

        return new NodeWriter(model.Graph, new GraphFacts(), "step") { UsesKernels = usesKernels };
    }

    internal GraphProto Graph { get; }

    internal GraphFacts Facts { get; }

    /// <summary>The tensor of that name, whose shape must be known.</summary>
    internal Value this[string name] => new(this, name, Facts.Types[name], Facts.Shapes[name]);

    /// <summary>Writes a node with one output.</summary>
    internal Value Emit(
        string operatorType, TensorProto.Types.DataType type, long[] shape, IEnumerable<Value?> inputs,
        params IEnumerable<GraphAttribute> attributes) =>
        EmitMany(operatorType, [(type, shape)], inputs, attributes)[0];

    /// <summary>Writes a node with several outputs.</summary>
    internal Value[] EmitMany(
        string operatorType, IReadOnlyList<(TensorProto.Types.DataType Type, long[] Shape)> outputs,
        IEnumerable<Value?> inputs, params IEnumerable<GraphAttribute> attributes)
    {
        string name = NewName(operatorType);
        NodeProto node = new() { OpType = operatorType, Name = name };
        foreach (Value? input in inputs)
        {
            node.Input.Add(input?.Name ?? string.Empty);
        }

        foreach (GraphAttribute attribute in attributes)
        {
            node.Attribute.Add(attribute.Proto);
        }

        Value[] values = new Value[outputs.Count];
        for (int i = 0; i < values.Length; i++)
        {
            string output = i == 0 ? name : $"{name}.{i}";
            node.Output.Add(output);
            Facts.Set(output, outputs[i].Type, outputs[i].Shape);
            values[i] = this[output];
        }

        Graph.Node.Add(node);
        return values;
    }

    /// <summary>Adds an input to the graph.</summary>
    internal Value Input(string name, TensorProto.Types.DataType type, long[] shape)
    {
        if (!_names.Add(name))
        {
            throw new ArgumentException($"The name '{name}' is already in the graph.", nameof(name));
        }

        Graph.Input.Add(ValueInfo(name, type, shape));
        Facts.Set(name, type, shape);
        return this[name];
    }

    /// <summary>Gives a value under the name of a tensor that no node makes yet.</summary>
    internal void Alias(Value value, string name)
    {
        Graph.Node.Add(new NodeProto
        {
            OpType = "Identity", Name = NewName("Identity"), Input = { value.Name }, Output = { name },
        });
        Facts.Set(name, value.Type, value.Shape);
    }

    /// <summary>Declares an output of the graph, under a name of its own.</summary>
    internal string Output(Value value, string? name = null)
    {
        string output = value.Name;
        if (name is not null && name != value.Name)
        {
            Graph.Node.Add(new NodeProto { OpType = "Identity", Name = NewName("Identity"), Input = { value.Name },
                Output = { name } });
            Facts.Set(name, value.Type, value.Shape);
            output = name;
        }

        Graph.Output.Add(ValueInfo(output, value.Type, value.Shape));
        return output;
    }

    internal Value Scalar(double value, TensorProto.Types.DataType type) =>
        Constant(TensorData.IsReal(type)
            ? TensorData.Reals(string.Empty, type, [value])
            : TensorData.Of(string.Empty, [(long)value]));

    internal Value Integers(params long[] values) => Constant(TensorData.Of(string.Empty, values, values.Length));

    internal Value Reals(TensorProto.Types.DataType type, double[] values, params long[] shape) =>
        Constant(TensorData.Reals(string.Empty, type, values, shape));

    /// <summary>Adds a constant; equal small ones are kept once.</summary>
    internal Value Constant(TensorProto tensor)
    {
        (TensorProto.Types.DataType, string, ByteString) key = (
            (TensorProto.Types.DataType)tensor.DataType, string.Join(',', tensor.Dims), tensor.RawData);
        bool isSmall = tensor.RawData.Length <= SmallConstant;
        if (isSmall && _constants.TryGetValue(key, out Value? known))
        {
            return known;
        }

        TensorProto named = new(tensor) { Name = NewName("Constant") };
        Graph.Initializer.Add(named);
        Facts.Set(named.Name, key.Item1, [.. named.Dims]);
        Facts.Constants[named.Name] = named;
        Value value = this[named.Name];
        if (isSmall)
        {
            _constants[key] = value;
        }

        return value;
    }

    internal static ValueInfoProto ValueInfo(string name, TensorProto.Types.DataType type, IEnumerable<long> shape)
    {
        TensorShapeProto axes = new();
        axes.Dim.AddRange(shape.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        TypeProto.Types.Tensor tensor = new() { ElemType = (int)type, Shape = axes };
        return new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = tensor } };
    }

    private string NewName(string kind)
    {
        string name;
        do
        {
            name = $"{_prefix}/{kind}_{_next++}";
        }
        while (!_names.Add(name));
        return name;
    }
}
