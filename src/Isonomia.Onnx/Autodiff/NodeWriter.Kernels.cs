namespace Isonomia.Onnx;

/// <content>Nodes that our own kernels run.</content>
internal sealed partial class NodeWriter
{
    /// <summary>Whether gradients and updates may be written with kernels: the graph then runs here only.</summary>
    internal bool UsesKernels { get; init; }

    /// <summary>Writes a node that runs a kernel.</summary>
    /// <param name="kernel">The kernel.</param>
    /// <param name="shapes">The shapes of its outputs, float32.</param>
    /// <param name="inputs">Its inputs, float32.</param>
    /// <param name="settings">Whole numbers it reads.</param>
    /// <param name="numbers">Real numbers it reads.</param>
    internal Value[] Kernel(
        FusedKernel kernel, IReadOnlyCollection<long[]> shapes, IEnumerable<Value?> inputs, long[]? settings = null,
        float[]? numbers = null)
    {
        Value[] outputs = EmitMany(
            kernel.Id, [.. shapes.Select(shape => (TensorProto.Types.DataType.Float, shape))], inputs);
        MakeKernel(Graph.Node[^1], kernel, shapes, settings, numbers);
        return outputs;
    }

    /// <summary>Lets a node that is there run a kernel of the same inputs and outputs.</summary>
    internal void MakeKernel(
        NodeProto node, FusedKernel kernel, IReadOnlyCollection<long[]> shapes, long[]? settings = null,
        float[]? numbers = null)
    {
        (node.Domain, node.OpType) = (KernelDomain.Name, kernel.Id);
        node.Attribute.Clear();
        node.Attribute.Add(
            GraphAttribute.Integers(KernelDomain.Facts, KernelNode.FactsOf(shapes, settings ?? [])).Proto);
        AttributeProto reals = new() { Name = KernelDomain.Numbers, Type = AttributeProto.Types.AttributeType.Floats };

        // The runtime does not keep an empty list.
        reals.Floats.Add(numbers is { Length: > 0 } ? numbers : [0]);
        node.Attribute.Add(reals);

        // The runtime cannot work out these shapes; without them it fuses less of what follows.
        foreach ((string output, long[] shape) in node.Output.Zip(shapes).Where(pair => pair.First.Length > 0))
        {
            Graph.ValueInfo.Add(ValueInfo(output, TensorProto.Types.DataType.Float, shape));
        }
    }
}
