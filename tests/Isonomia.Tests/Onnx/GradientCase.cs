using System.Runtime.InteropServices;
using Isonomia.Onnx;

namespace Isonomia.Tests;

/// <summary>A graph of one node with generated numbers, for finite differences.</summary>
/// <remarks>Numbers are spread evenly, shuffled, and keep a distance from zero and from each other, so that no kink
/// lies within a step.</remarks>
internal sealed class GradientCase
{
    private readonly ModelProto _model;
    private readonly List<TensorProto> _inputs = [];
    private readonly NodeProto _node;
    private int _outputs = 1;

    internal GradientCase(string operatorType, params GraphAttribute[] attributes)
    {
        int cut = operatorType.LastIndexOf('.');
        _node = new NodeProto
        {
            OpType = operatorType[(cut + 1)..], Domain = operatorType[..Math.Max(0, cut)], Name = "node",
            Output = { "y" },
        };
        _node.Attribute.Add(attributes.Select(attribute => attribute.Proto));
        _model = new ModelProto { IrVersion = 10, Graph = new GraphProto { Name = "case", Node = { _node } } };
        _model.OpsetImport.Add(new OperatorSetIdProto { Domain = string.Empty, Version = 17 });
        if (cut > 0)
        {
            _model.OpsetImport.Add(new OperatorSetIdProto { Domain = _node.Domain, Version = 1 });
        }

        _model.Graph.Output.Add(new ValueInfoProto { Name = "y" });
        Id = operatorType;
    }

    internal string Id { get; }

    internal IReadOnlyList<TensorProto> Inputs => _inputs;

    internal OnnxModel Model => OnnxModel.Parse(OnnxModel.Of(_model, "case").ToBytes(), "case");

    /// <summary>An input of real numbers between ±0.3 and ±1.7.</summary>
    internal GradientCase Real(params long[] shape) => Add(shape, isPositive: false);

    /// <summary>An input of real numbers between ±0.15 and ±0.85.</summary>
    internal GradientCase Small(params long[] shape) => Add(shape, isPositive: false, 0.5f);

    /// <summary>An input of real numbers between 0.3 and 1.7.</summary>
    internal GradientCase Positive(params long[] shape) => Add(shape, isPositive: true);

    internal GradientCase Integers(params long[] values) => Constant(values, values.Length);

    internal GradientCase Constant(long[] values, params long[] shape)
    {
        string name = $"c{_node.Input.Count}";
        _model.Graph.Initializer.Add(TensorData.Of(name, values, shape));
        _node.Input.Add(name);
        return this;
    }

    internal GradientCase Reals(params float[] values)
    {
        string name = $"c{_node.Input.Count}";
        _model.Graph.Initializer.Add(TensorData.Of(name, values, values.Length));
        _node.Input.Add(name);
        return this;
    }

    internal GradientCase Scalar(float value)
    {
        string name = $"c{_node.Input.Count}";
        _model.Graph.Initializer.Add(TensorData.Of(name, [value]));
        _node.Input.Add(name);
        return this;
    }

    internal GradientCase Truths(params byte[] values)
    {
        string name = $"c{_node.Input.Count}";
        _model.Graph.Initializer.Add(TensorData.Raw(name, TensorProto.Types.DataType.Bool, values, values.Length));
        _node.Input.Add(name);
        return this;
    }

    internal GradientCase Bytes(byte[] values, params long[] shape)
    {
        string name = $"c{_node.Input.Count}";
        _model.Graph.Initializer.Add(TensorData.Raw(name, TensorProto.Types.DataType.Int8, values, shape));
        _node.Input.Add(name);
        return this;
    }

    internal GradientCase ShortIntegers(int[] values, params long[] shape)
    {
        string name = $"c{_node.Input.Count}";
        _model.Graph.Initializer.Add(TensorData.Raw(
            name, TensorProto.Types.DataType.Int32, MemoryMarshal.AsBytes<int>(values), shape));
        _node.Input.Add(name);
        return this;
    }

    internal GradientCase Nothing()
    {
        _node.Input.Add(string.Empty);
        return this;
    }

    internal GradientCase Outputs(int count)
    {
        while (_outputs < count)
        {
            _node.Output.Add($"y{_outputs++}");
        }

        return this;
    }

    internal GradientCase OperatorSet(long version)
    {
        _model.OpsetImport[0].Version = version;
        return this;
    }

    private GradientCase Add(long[] shape, bool isPositive, float scale = 1)
    {
        string name = $"x{_inputs.Count}";
        int count = (int)TensorData.Count(shape);
        int[] order = [.. Enumerable.Range(0, count)];
        Numerics.RandomSource.For(7, Id, _inputs.Count).Shuffle<int>(order);
        float[] values = [.. order.Select(place => scale
            * (0.3f + (1.4f * (place + (0.37f * _inputs.Count)) / count)) * (isPositive || place % 2 == 0 ? 1 : -1))];
        _inputs.Add(TensorData.Of(name, values, shape));
        _model.Graph.Input.Add(NodeWriter.ValueInfo(name, TensorProto.Types.DataType.Float, shape));
        _node.Input.Add(name);
        return this;
    }
}
