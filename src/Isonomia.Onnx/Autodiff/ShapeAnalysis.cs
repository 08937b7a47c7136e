namespace Isonomia.Onnx;

/// <summary>Finds type and shape of every tensor of a graph for given shapes of its inputs, and the values of those
/// that follow from shapes and small constants alone (sizes for a Reshape, attention masks).</summary>
/// <remarks>ONNX Runtime infers the shapes while it loads the graph, with the large weights declared as inputs so that
/// nothing is copied; what follows from shapes is computed by running that part, and put back as constants until
/// nothing more is found; branches and loops that this decides are written out. Shapes that are still open though they
/// do not depend on values are measured by one run on zeros.</remarks>
internal sealed class ShapeAnalysis
{
    private const long LargestConstant = 1 << 20;
    private const long LargestRealConstant = 1 << 18;
    private const int MostRounds = 1000;
    private readonly ModelProto _model;
    private readonly string _path;
    private readonly HashSet<string> _variable;
    private readonly GraphFacts _facts = new();

    private ShapeAnalysis(ModelProto model, string path, IEnumerable<string> variable) =>
        (_model, _path, _variable) = (model, path, [.. variable]);

    /// <summary>Analyses a graph whose inputs have fixed shapes, and replaces nodes whose result is known by
    /// constants.</summary>
    internal static GraphFacts Run(ModelProto model, string path, IEnumerable<string> variable)
    {
        ShapeAnalysis analysis = new(model, path, variable);
        analysis.Find();
        analysis.Fold();
        return analysis._facts;
    }

    private static bool IsWinding(NodeProto node) => ControlFlow.IsControl(node) || Sequences.IsSequence(node);

    /// <summary>What is not computed ahead of time: draws, and weights that are kept small on purpose.</summary>
    private static bool IsKept(string operatorType) =>
        operatorType is "Dropout" or "Bernoulli" or "Multinomial" or "DequantizeLinear"
            || operatorType.StartsWith("Random", StringComparison.Ordinal);

    private void Find()
    {
        foreach (TensorProto tensor in _model.Graph.Initializer)
        {
            _facts.Set(tensor.Name, (TensorProto.Types.DataType)tensor.DataType, [.. tensor.Dims]);
            if (!_variable.Contains(tensor.Name) && TensorData.Count(tensor.Dims)
                <= (TensorData.IsReal((TensorProto.Types.DataType)tensor.DataType) ? LargestRealConstant
                    : LargestConstant))
            {
                _facts.Constants[tensor.Name] = tensor;
            }
        }

        ControlFlow control = new(_model.Graph, _facts, _path);
        Sequences sequences = new(_model.Graph, _facts);
        bool isStraight = !_model.Graph.Node.Any(IsWinding);
        Infer(isStraight);
        for (int round = 0; round < MostRounds; round++)
        {
            bool found = Evaluate();
            found |= !isStraight && control.Resolve();
            found |= !isStraight && sequences.Resolve();
            if (!found)
            {
                break;
            }

            Infer(isStraight);
        }

        if (_model.Graph.Node.Any(IsWinding))
        {
            Infer(isWhole: true);
        }

        HashSet<string> open = CheckScalars();
        Dependence.Mark(_model.Graph, _facts);
        open.ExceptWith(_facts.OpenBecause.Keys);
        Measure(open);
    }

    /// <summary>Loads the graph with every tensor as an output and reads what the runtime inferred; in part, it is
    /// what comes before branches and loops that are not decided yet.</summary>
    private void Infer(bool isWhole)
    {
        ModelProto copy = Skeleton();
        HashSet<string> behind = [];
        foreach (NodeProto node in _model.Graph.Node.Where(node => !node.Output.All(IsKnown)))
        {
            if (!isWhole && (IsWinding(node) || GraphCheck.Needs(node).Any(behind.Contains)))
            {
                behind.UnionWith(node.Output);
            }
            else
            {
                copy.Graph.Node.Add(node);
            }
        }

        if (copy.Graph.Node.Count == 0)
        {
            return;
        }

        AddOutputs(copy, copy.Graph.Node.SelectMany(node => node.Output).Where(name => name.Length > 0));
        using GraphRunner runner = new(copy, _path, new OnnxSessionSettings { ThreadCount = 1 }, optimize: false);
        foreach ((string name, TensorProto.Types.DataType type, long[] shape) in runner.Outputs)
        {
            _facts.Types[name] = type;
            if (!shape.Contains(-1))
            {
                _facts.Shapes[name] = shape;
            }
        }
    }

    /// <summary>Runs the nodes whose inputs are all known; whether there were any.</summary>
    private bool Evaluate()
    {
        HashSet<string> known = [.. _facts.Constants.Keys];
        ModelProto part = Skeleton();
        part.Graph.Input.Clear();
        bool found = false;
        foreach (NodeProto node in _model.Graph.Node)
        {
            if (node.Output.All(IsKnown) || node.Attribute.Any(entry => entry.G is not null) || IsKept(node.OpType)
                || Sequences.IsSequence(node))
            {
                continue;
            }

            if (node.OpType is "Shape" or "Size" && _facts.Shapes.TryGetValue(node.Input[0], out long[]? shape))
            {
                _facts.Constants[node.Output[0]] = ShapeOf(node, shape);
                known.Add(node.Output[0]);
                found = true;
            }
            else if (node.Input.All(name => name.Length == 0 || known.Contains(name))
                && node.Output.All(name => !_variable.Contains(name)))
            {
                known.UnionWith(node.Output);
                part.Graph.Node.Add(node);
            }
        }

        if (part.Graph.Node.Count == 0)
        {
            return found;
        }

        part.Graph.Initializer.Clear();
        HashSet<string> read = [.. part.Graph.Node.SelectMany(node => node.Input)];
        part.Graph.Initializer.Add(_facts.Constants.Where(entry => read.Contains(entry.Key)).Select(Named));
        string[] outputs = [.. part.Graph.Node.SelectMany(node => node.Output).Where(name => name.Length > 0)];
        AddOutputs(part, outputs);
        using GraphRunner runner = new(part, _path, new OnnxSessionSettings { ThreadCount = 1 }, optimize: false);
        foreach (TensorProto tensor in runner.Run([], outputs))
        {
            _facts.Constants[tensor.Name] = tensor;
            _facts.Set(tensor.Name, (TensorProto.Types.DataType)tensor.DataType, [.. tensor.Dims]);
        }

        return true;
    }

    private static TensorProto Named(KeyValuePair<string, TensorProto> entry) =>
        entry.Value.Name == entry.Key ? entry.Value : new TensorProto(entry.Value) { Name = entry.Key };

    private static TensorProto ShapeOf(NodeProto node, long[] shape)
    {
        if (node.OpType == "Size")
        {
            return TensorData.Of(node.Output[0], [TensorData.Count(shape)]);
        }

        long start = node.Attribute.FirstOrDefault(entry => entry.Name == "start")?.I ?? 0;
        long end = node.Attribute.FirstOrDefault(entry => entry.Name == "end")?.I ?? shape.Length;
        start = Math.Clamp(start < 0 ? start + shape.Length : start, 0, shape.Length);
        end = Math.Clamp(end < 0 ? end + shape.Length : end, start, shape.Length);
        return TensorData.Of(node.Output[0], shape.AsSpan((int)start, (int)(end - start)), end - start);
    }

    /// <summary>A tensor of unknown rank looks like a scalar to the runtime's binding: the shape of its Shape
    /// tells.</summary>
    private HashSet<string> CheckScalars()
    {
        HashSet<string> open = [];
        string[] scalars = [.. _model.Graph.Node.SelectMany(node => node.Output)
            .Where(name => !IsKnown(name) && _facts.Shapes.TryGetValue(name, out long[]? shape) && shape.Length == 0)];
        if (scalars.Length > 0)
        {
            ModelProto copy = WithShapes(Skeleton(), scalars);
            using GraphRunner runner = new(copy, _path, new OnnxSessionSettings { ThreadCount = 1 }, optimize: false);
            foreach ((string name, _, long[] shape) in runner.Outputs)
            {
                string tensor = name[..^"/shape".Length];
                if (shape is not [0])
                {
                    _facts.Shapes.Remove(tensor);
                }
            }
        }

        open.UnionWith(_model.Graph.Node.SelectMany(node => node.Output)
            .Where(name => name.Length > 0 && _facts.Types.ContainsKey(name) && !_facts.Shapes.ContainsKey(name)));
        return open;
    }

    /// <summary>Runs the whole model once on zeros and asks for the shapes that are still open.</summary>
    private void Measure(IReadOnlyCollection<string> open)
    {
        if (open.Count == 0)
        {
            return;
        }

        ModelProto copy = WithShapes(_model.Clone(), open);
        using GraphRunner runner = new(copy, _path, optimize: false);
        IEnumerable<TensorProto> zeros = from input in copy.Graph.Input
                                         let shape = _facts.Shapes[input.Name]
                                         let type = _facts.Types[input.Name]
                                         select Zeros(input.Name, type, shape);
        foreach (TensorProto shape in runner.Run(zeros, [.. open.Select(name => $"{name}/shape")]))
        {
            _facts.Shapes[shape.Name[..^"/shape".Length]] = TensorData.Integers(shape)!;
        }
    }

    private static TensorProto Zeros(string name, TensorProto.Types.DataType type, long[] shape) =>
        TensorData.Raw(name, type, new byte[TensorData.Count(shape) * (type switch
        {
            TensorProto.Types.DataType.Bool or TensorProto.Types.DataType.Uint8 or TensorProto.Types.DataType.Int8 => 1,
            TensorProto.Types.DataType.Float16 or TensorProto.Types.DataType.Bfloat16 => 2,
            TensorProto.Types.DataType.Int64 or TensorProto.Types.DataType.Double => 8,
            _ => 4,
        })], shape);

    private ModelProto WithShapes(ModelProto copy, IEnumerable<string> names)
    {
        copy.Graph.Node.Clear();
        copy.Graph.Node.Add(_model.Graph.Node.Where(node => !node.Output.All(IsKnown)));
        string[] tensors = [.. names];
        copy.Graph.Node.Add(tensors.Select(name => new NodeProto
        {
            OpType = "Shape", Name = $"{name}/shape", Input = { name }, Output = { $"{name}/shape" },
        }));
        HashSet<string> held = [.. copy.Graph.Initializer.Select(tensor => tensor.Name)];
        copy.Graph.Initializer.Add(_facts.Constants.Where(entry => !held.Contains(entry.Key)).Select(Named));
        AddOutputs(copy, tensors.Select(name => $"{name}/shape"));
        return copy;
    }

    /// <summary>The model without nodes and outputs; large weights are inputs, what is known is constant.</summary>
    private ModelProto Skeleton()
    {
        ModelProto copy = new() { IrVersion = _model.IrVersion, Graph = new GraphProto { Name = _model.Graph.Name } };
        copy.OpsetImport.Add(_model.OpsetImport);
        copy.Functions.Add(_model.Functions);
        copy.Graph.Input.Add(_model.Graph.Input);
        HashSet<string> declared = [.. copy.Graph.Input.Select(input => input.Name)];
        foreach (ValueInfoProto input in _model.Graph.Input)
        {
            TypeProto.Types.Tensor tensor = input.Type.TensorType;
            _facts.Set(input.Name, (TensorProto.Types.DataType)tensor.ElemType,
                [.. tensor.Shape.Dim.Select(axis => axis.DimValue)]);
        }

        copy.Graph.Input.Add(_model.Graph.Initializer
            .Where(tensor => !IsKnown(tensor.Name) && declared.Add(tensor.Name))
            .Select(tensor => NodeWriter.ValueInfo(
                tensor.Name, (TensorProto.Types.DataType)tensor.DataType, tensor.Dims)));
        copy.Graph.Initializer.Add(_facts.Constants.Where(entry => !declared.Contains(entry.Key)).Select(Named));
        return copy;
    }

    private static void AddOutputs(ModelProto model, IEnumerable<string> names)
    {
        model.Graph.Output.Clear();
        model.Graph.Output.Add(names.Select(name => new ValueInfoProto { Name = name }));
    }

    private bool IsKnown(string name) => name.Length == 0 || _facts.Constants.ContainsKey(name);

    /// <summary>Takes the nodes whose results are known out of the graph.</summary>
    private void Fold()
    {
        NodeProto[] kept = [.. _model.Graph.Node.Where(node => !node.Output.All(IsKnown))];
        HashSet<string> held = [.. _model.Graph.Initializer.Select(tensor => tensor.Name)];
        HashSet<string> needed = [.. kept.SelectMany(GraphCheck.Needs), .. _model.Graph.Output.Select(o => o.Name)];
        _model.Graph.Initializer.Add(_facts.Constants
            .Where(entry => needed.Contains(entry.Key) && !held.Contains(entry.Key)).Select(Named));
        _model.Graph.Node.Clear();
        _model.Graph.Node.Add(kept);
    }
}
