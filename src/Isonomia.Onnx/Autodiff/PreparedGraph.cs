namespace Isonomia.Onnx;

/// <summary>A copy of a model made ready for writing gradients: fixed input shapes, one operator set, sorted, constants
/// as weights, every shape known.</summary>
internal sealed class PreparedGraph
{
    private PreparedGraph(ModelProto model, NodeWriter writer) =>
        (Model, Writer, NodeCount) = (model, writer, model.Graph.Node.Count);

    internal ModelProto Model { get; }

    internal NodeWriter Writer { get; }

    /// <summary>Nodes before anything was added.</summary>
    internal int NodeCount { get; }

    internal static PreparedGraph Of(
        OnnxModel source, IReadOnlyDictionary<string, IReadOnlyList<long>> shapes, IReadOnlyCollection<string> variable,
        IReadOnlyCollection<string> outputs, bool usesKernels = false)
    {
        ModelProto model = Copy(source.Proto);
        FunctionInlining.Apply(model, source.Path);
        GraphProto graph = model.Graph;
        RequireNames(graph, variable, outputs);
        ConstantsToWeights(graph);
        OperatorSetUpgrade.Apply(model, source.Path);
        NodeProto[] sorted = [.. GraphCheck.Sorted(graph)
            ?? throw new ModelException(source.Path, "the graph runs in a circle")];
        graph.Node.Clear();
        graph.Node.Add(sorted);
        graph.ValueInfo.Clear();
        KeepOutputs(graph, [.. outputs, .. variable]);
        FixInputs(graph, shapes);
        GraphFacts facts = ShapeAnalysis.Run(model, source.Path, variable);
        foreach (string name in variable)
        {
            if (!facts.Types.TryGetValue(name, out TensorProto.Types.DataType type) || !TensorData.IsReal(type))
            {
                throw new ArgumentException(
                    $"'{name}' holds no real numbers; a gradient can only be taken with respect to such a tensor.",
                    nameof(variable));
            }
        }

        foreach (string name in variable.Concat(outputs).Where(name => !facts.Shapes.ContainsKey(name)))
        {
            throw new ModelException(
                source.Path, $"the shape of '{name}' depends on the values that the model is given"
                    + (facts.OpenBecause.TryGetValue(name, out string? reason) ? $", through {reason}" : string.Empty)
                    + "; a fixed one was expected");
        }

        NodeWriter writer = new(graph, facts) { UsesKernels = usesKernels };
        OperatorLowering.Apply(writer, source.Path, variable);
        if (usesKernels)
        {
            model.OpsetImport.Add(KernelDomain.Import);
            ErfPattern.Replace(writer);
        }

        return new PreparedGraph(model, writer);
    }

    /// <summary>A copy that shares the bytes of the weights.</summary>
    private static ModelProto Copy(ModelProto source)
    {
        ModelProto copy = new() { IrVersion = Math.Max(source.IrVersion, 8), ProducerName = "isonomia" };
        copy.OpsetImport.Add(source.OpsetImport.Select(entry => entry.Clone()));
        copy.Functions.Add(source.Functions);
        copy.Graph = new GraphProto { Name = source.Graph.Name };
        copy.Graph.Node.Add(source.Graph.Node.Select(node => node.Clone()));
        copy.Graph.Initializer.Add(source.Graph.Initializer);
        HashSet<string> weights = [.. source.Graph.Initializer.Select(tensor => tensor.Name)];
        copy.Graph.Input.Add(source.Graph.Input.Where(i => !weights.Contains(i.Name)).Select(i => i.Clone()));
        copy.Graph.Output.Add(source.Graph.Output.Select(output => output.Clone()));
        return copy;
    }

    private static void RequireNames(GraphProto graph, params IReadOnlyCollection<string>[] names)
    {
        HashSet<string> known = [.. graph.Input.Select(input => input.Name), .. graph.Node.SelectMany(n => n.Output),
            .. graph.Initializer.Select(tensor => tensor.Name)];
        foreach (string name in names.SelectMany(list => list).Where(name => !known.Contains(name)))
        {
            string? near = Catalogs.NearestName.Of(name, known);
            throw new ArgumentException(
                $"The model has no tensor '{name}'{(near is null ? string.Empty : $"; did you mean '{near}'?")}"
                + $"{(near is null ? "; its inputs, weights or named tensors were expected." : string.Empty)}",
                nameof(names));
        }
    }

    private static void ConstantsToWeights(GraphProto graph)
    {
        NodeProto[] nodes = [.. graph.Node];
        graph.Node.Clear();
        foreach (NodeProto node in nodes)
        {
            if (node.OpType == "Constant" && Tensor(node) is { } tensor)
            {
                graph.Initializer.Add(tensor);
            }
            else
            {
                graph.Node.Add(node);
            }
        }
    }

    private static TensorProto? Tensor(NodeProto node)
    {
        AttributeProto attribute = node.Attribute[0];
        string name = node.Output[0];
        return attribute.Name switch
        {
            "value" => new TensorProto(attribute.T) { Name = name },
            "value_float" => TensorData.Of(name, [attribute.F]),
            "value_floats" => TensorData.Of(name, (float[])[.. attribute.Floats], attribute.Floats.Count),
            "value_int" => TensorData.Of(name, [attribute.I]),
            "value_ints" => TensorData.Of(name, (long[])[.. attribute.Ints], attribute.Ints.Count),
            _ => null,
        };
    }

    private static void KeepOutputs(GraphProto graph, string[] names)
    {
        HashSet<string> makers = [.. graph.Node.SelectMany(node => node.Output)];
        graph.Output.Clear();
        graph.Output.Add(names.Distinct().Where(makers.Contains).Select(name => new ValueInfoProto { Name = name }));
        TensorProto[] wanted = [.. graph.Initializer.Where(tensor => names.Contains(tensor.Name))];
        GraphPruning.Apply(graph);
        HashSet<string> held = [.. graph.Initializer.Select(tensor => tensor.Name)];
        graph.Initializer.Add(wanted.Where(tensor => !held.Contains(tensor.Name)));
    }

    private static void FixInputs(GraphProto graph, IReadOnlyDictionary<string, IReadOnlyList<long>> shapes)
    {
        foreach (ValueInfoProto input in graph.Input)
        {
            if (!shapes.TryGetValue(input.Name, out IReadOnlyList<long>? shape))
            {
                throw new ArgumentException(
                    $"The model takes '{input.Name}', whose shape was not given; a shape for every input was expected.",
                    nameof(shapes));
            }

            TypeProto.Types.Tensor tensor = input.Type.TensorType;
            if (tensor.Shape is { } declared
                && (declared.Dim.Count != shape.Count || declared.Dim.Zip(shape).Any(pair =>
                    pair.First.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue
                    && pair.First.DimValue > 0 && pair.First.DimValue != pair.Second)))
            {
                throw new ArgumentException(
                    $"The input '{input.Name}' was given the shape [{string.Join(", ", shape)}]; the model expects "
                    + $"[{string.Join(", ", declared.Dim.Select(Text))}].", nameof(shapes));
            }

            tensor.Shape = new TensorShapeProto();
            tensor.Shape.Dim.AddRange(shape.Select(size => new TensorShapeProto.Types.Dimension { DimValue = size }));
        }
    }

    private static string Text(TensorShapeProto.Types.Dimension axis) =>
        axis.ValueCase == TensorShapeProto.Types.Dimension.ValueOneofCase.DimValue
            ? axis.DimValue.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : axis.DimParam is { Length: > 0 } name ? name : "any";
}
