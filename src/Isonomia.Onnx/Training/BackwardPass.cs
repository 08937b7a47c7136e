namespace Isonomia.Onnx;

/// <summary>Forward, loss and backward of a training as a graph whose trained weights are inputs; what becomes of the
/// gradients is written after it.</summary>
internal sealed class BackwardPass
{
    /// <summary>How inputs begin that a step gives on its own.</summary>
    internal const string OwnPrefix = "training/";

    private BackwardPass(
        TrainingRequest request, PreparedGraph prepared, LossTerms terms, Value loss, IReadOnlyList<string> inputs,
        IReadOnlyList<DropoutMask> masks, string[] moving, IReadOnlyList<(Value Parameter, Value Gradient)> gradients)
    {
        (Model, Writer, Terms, Loss, Masks, Gradients) =
            (prepared.Model, prepared.Writer, terms, loss, masks, gradients);
        Given = [.. inputs.Except(masks.Select(mask => mask.Input)).Where(
            name => !name.StartsWith(OwnPrefix, StringComparison.Ordinal))];
        ParameterNames = moving;
        WeightQuantization.ReadLate(Writer);
        WeightsToInputs(request, Model.Graph, moving);
        Model.Graph.Output.Clear();
    }

    internal ModelProto Model { get; }

    internal NodeWriter Writer { get; }

    internal LossTerms Terms { get; }

    /// <summary>What was differentiated.</summary>
    internal Value Loss { get; }

    /// <summary>Inputs that every step is given: the model's and the loss's.</summary>
    internal IReadOnlyList<string> Given { get; }

    /// <summary>What is drawn for every step.</summary>
    internal IReadOnlyList<DropoutMask> Masks { get; }

    /// <summary>The weights that are inputs.</summary>
    internal IReadOnlyList<string> ParameterNames { get; }

    /// <summary>The weights that reach the loss, in the order of their first use, with their gradients.</summary>
    /// <remarks>The runtime works from the last output backwards; in this order a gradient is used up soon after it was
    /// made.</remarks>
    internal IReadOnlyList<(Value Parameter, Value Gradient)> Gradients { get; }

    /// <summary>Writes it.</summary>
    /// <param name="request">The training.</param>
    /// <param name="shapes">The shapes of the inputs.</param>
    /// <param name="scalar">What of the loss is differentiated.</param>
    internal static BackwardPass Write(
        TrainingRequest request, IReadOnlyDictionary<string, IReadOnlyList<long>> shapes,
        Func<LossTerms, Value> scalar)
    {
        (PreparedGraph prepared, IReadOnlyList<DropoutMask> masks, LossTerms terms) = Forward(request, shapes);
        NodeWriter writer = prepared.Writer;
        GraphProto graph = prepared.Model.Graph;
        string[] parameters = [.. request.Parameters.Distinct(StringComparer.Ordinal)];
        Value loss = scalar(terms);
        string[] inputs = [.. graph.Input.Select(input => input.Name)];
        int forwardCount = graph.Node.Count;
        Dictionary<string, Value?> gradients = new ReverseMode(writer, request.Model.Path).Run(loss, parameters);
        if (request.RecomputesActivations)
        {
            Recomputation.Apply(writer, forwardCount, inputs);
        }

        string[] moving = [.. InOrderOfUse(graph, parameters.Where(name => gradients[name] is not null))];
        if (moving.Length == 0)
        {
            throw new ModelException(request.Model.Path, "none of the chosen weights reaches the loss");
        }

        return new BackwardPass(request, prepared, terms, loss, inputs, masks, moving,
            [.. moving.Select(name => (writer[name], gradients[name]!))]);
    }

    /// <summary>Writes the norm of every row's gradient, all rows at once; null where a weight has no rule.</summary>
    /// <param name="request">The training; all its parameters reach the loss.</param>
    /// <param name="shapes">The shapes of the inputs.</param>
    /// <param name="output">The name of the output, shape [rows].</param>
    internal static BackwardPass? WriteRowNorms(
        TrainingRequest request, IReadOnlyDictionary<string, IReadOnlyList<long>> shapes, string output)
    {
        (PreparedGraph prepared, IReadOnlyList<DropoutMask> masks, LossTerms terms) = Forward(request, shapes);
        string[] inputs = [.. prepared.Model.Graph.Input.Select(input => input.Name)];
        if (terms.Rows?.Invoke() is not { } rows || GhostNorms.Write(
            prepared.Writer, request.Model.Path, terms.Sum, rows.Shape[0], request.Parameters) is not { } squares)
        {
            return null;
        }

        BackwardPass pass = new(request, prepared, terms, terms.Sum, inputs, masks, [.. request.Parameters], []);

        // Sums of products of positions may fall a little below zero.
        Value norms = prepared.Writer.Binary("Max", squares, squares.Scalar(0)).Apply("Sqrt");
        prepared.Writer.Output(norms, output);
        GraphPruning.Apply(prepared.Model.Graph);
        return pass;
    }

    private static (PreparedGraph Prepared, IReadOnlyList<DropoutMask> Masks, LossTerms Terms) Forward(
        TrainingRequest request, IReadOnlyDictionary<string, IReadOnlyList<long>> shapes)
    {
        PreparedGraph prepared = PreparedGraph.Of(
            request.Model, shapes, [.. request.Parameters.Distinct(StringComparer.Ordinal)], request.Loss.Outputs);
        IReadOnlyList<DropoutMask> masks =
            request.DropoutSeed is null ? [] : DropoutMask.Insert(prepared.Writer);
        return (prepared, masks, request.Loss.Terms(prepared.Writer));
    }

    /// <summary>Gives a run its rows and what is drawn for them.</summary>
    internal void Bind(RunBinding binding, TrainingRequest request, TrainingRun run, int part = 0, int partCount = 1)
    {
        run.Inputs.Bind(binding, Model.Graph, Given, part, partCount);
        foreach (DropoutMask mask in Masks)
        {
            binding.Input<bool>(
                mask.Input, mask.Draw(request.DropoutSeed ?? 0, run.Number, part, partCount), mask.Shape);
        }
    }

    private static void WeightsToInputs(TrainingRequest request, GraphProto graph, string[] moving)
    {
        HashSet<string> names = [.. moving];
        TensorProto[] weights = [.. graph.Initializer.Where(tensor => names.Contains(tensor.Name))];
        foreach (TensorProto weight in weights)
        {
            if (weight.DataType != (int)TensorProto.Types.DataType.Float)
            {
                throw new ModelException(
                    request.Model.Path, $"the weights '{weight.Name}' are not float32; only such are trained");
            }

            graph.Initializer.Remove(weight);
            graph.Input.Add(NodeWriter.ValueInfo(weight.Name, TensorProto.Types.DataType.Float, weight.Dims));
        }

        if (weights.Length != moving.Length)
        {
            throw new ArgumentException("Only weights can be trained, not inputs or tensors between.", nameof(request));
        }
    }

    private static IEnumerable<string> InOrderOfUse(GraphProto graph, IEnumerable<string> names)
    {
        Dictionary<string, int> first = new(StringComparer.Ordinal);
        foreach ((int place, NodeProto node) in graph.Node.Index())
        {
            foreach (string input in node.Input)
            {
                first.TryAdd(input, place);
            }
        }

        return names.OrderBy(name => first.GetValueOrDefault(name, int.MaxValue));
    }
}
