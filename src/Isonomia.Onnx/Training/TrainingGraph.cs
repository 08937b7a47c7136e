namespace Isonomia.Onnx;

/// <summary>Writes one step of training as a graph: forward, loss, backward, clipping and the optimizer's update.
/// </summary>
internal sealed class TrainingGraph
{
    /// <summary>Scalars that change from step to step and are worked out in double precision outside.</summary>
    internal const string Rate = "training/rate";
    internal const string Decay = "training/decay";
    internal const string Root = "training/root";

    private TrainingGraph(
        ModelProto model, string loss, string? norm, IReadOnlyList<string> lossInputs,
        IReadOnlyList<(string Input, string Output, long[] Shape)> states) =>
        (Model, Loss, Norm, LossInputs, States) = (model, loss, norm, lossInputs, states);

    internal ModelProto Model { get; }

    internal string Loss { get; }

    internal string? Norm { get; }

    /// <summary>Inputs that every step is given: the model's and the loss's.</summary>
    internal IReadOnlyList<string> LossInputs { get; }

    /// <summary>Parameters and what the optimizer keeps for them: the input of a step and the output that replaces it.
    /// </summary>
    internal IReadOnlyList<(string Input, string Output, long[] Shape)> States { get; }

    internal static TrainingGraph Write(TrainingRequest request)
    {
        string[] parameters = [.. request.Parameters.Distinct(StringComparer.Ordinal)];
        PreparedGraph prepared = PreparedGraph.Of(
            request.Model, request.InputShapes, parameters, request.Loss.Outputs,
            request.UsesKernels && request.Session.Device == OnnxDevice.Cpu);
        NodeWriter writer = prepared.Writer;
        GraphProto graph = prepared.Model.Graph;
        Value loss = request.Loss.Write(writer);
        string[] given = [.. graph.Input.Select(input => input.Name)];
        Dictionary<string, Value?> gradients = new ReverseMode(writer, request.Model.Path).Run(loss, parameters);
        string[] moving = [.. parameters.Where(name => gradients[name] is not null)];
        if (moving.Length == 0)
        {
            throw new ModelException(request.Model.Path, "none of the chosen weights reaches the loss");
        }

        TensorProto[] weights = [.. graph.Initializer.Where(tensor => moving.Contains(tensor.Name))];
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

        graph.Output.Clear();
        string lossName = writer.Output(loss, "training/loss");
        (Value? norm, Value? factor) =
            Clipping(writer, request.Optimizer, [.. moving.Select(name => gradients[name]!)]);
        string? normName = norm is null ? null : writer.Output(norm, "training/norm");
        List<(string, string, long[])> states = [];
        HashSet<string> names = [];
        Scalars scalars = new(
            writer.Input(Rate, TensorProto.Types.DataType.Float, []),
            writer.Input(Decay, TensorProto.Types.DataType.Float, []),
            writer.Input(Root, TensorProto.Types.DataType.Float, []));
        foreach (string name in moving)
        {
            Value parameter = writer[name];
            foreach ((string input, Value value) in Update(
                writer, request.Optimizer, scalars, parameter, gradients[name]!, factor))
            {
                // A value that another parameter's update shares needs a name of its own.
                string? own = writer.UsesKernels && names.Add(value.Name) ? null : $"{input}/next";
                states.Add((input, writer.Output(value, own), parameter.Shape));
            }
        }

        GraphPruning.Apply(graph);
        return new TrainingGraph(prepared.Model, lossName, normName, given, states);
    }

    private static (Value? Norm, Value? Factor) Clipping(NodeWriter writer, Optimizer optimizer, Value[] gradients)
    {
        if (optimizer.ClippingNorm is not { } longest)
        {
            return (null, null);
        }

        Value norm = writer.SumOf([.. gradients.Select(gradient => writer.Emit(
            "ReduceSumSquare", gradient.Type, [], [gradient], GraphAttribute.Integer("keepdims", 0)))]).Apply("Sqrt");
        return (norm, writer.Binary("Min", norm.Scalar(1), longest / (norm + 1e-6)));
    }

    private static IEnumerable<(string Input, Value Next)> Update(
        NodeWriter writer, Optimizer optimizer, Scalars scalars, Value parameter, Value raw, Value? factor)
    {
        if (optimizer.Id == "adamw")
        {
            Value oldMean = State(writer, parameter, "mean");
            Value oldSquare = State(writer, parameter, "square");
            if (writer.UsesKernels)
            {
                Value[] next = writer.Kernel(
                    FusedKernel.AdamW, [parameter.Shape, parameter.Shape, parameter.Shape],
                    [parameter, oldMean, oldSquare, raw, factor ?? parameter.Scalar(1), scalars.Rate, scalars.Decay,
                        scalars.Root], [],
                    [(float)optimizer.Beta1, (float)(1 - optimizer.Beta1), (float)optimizer.Beta2,
                        (float)(1 - optimizer.Beta2), (float)optimizer.Epsilon]);
                yield return (parameter.Name, next[0]);
                yield return (oldMean.Name, next[1]);
                yield return (oldSquare.Name, next[2]);
                yield break;
            }

            Value gradient = Scaled(raw, factor);
            Value mean = (oldMean * optimizer.Beta1) + (gradient * (1 - optimizer.Beta1));
            Value square = (oldSquare * optimizer.Beta2) + (gradient * gradient * (1 - optimizer.Beta2));
            Value step = mean / ((square.Apply("Sqrt") * scalars.Root) + optimizer.Epsilon);
            Value kept = optimizer.WeightDecay > 0 ? parameter * scalars.Decay : parameter;
            yield return (parameter.Name, kept - (step * scalars.Rate));
            yield return (oldMean.Name, mean);
            yield return (oldSquare.Name, square);
            yield break;
        }

        Value slope = Scaled(raw, factor);
        Value direction = optimizer.WeightDecay > 0 ? slope + (parameter * optimizer.WeightDecay) : slope;
        if (optimizer.Momentum > 0)
        {
            Value old = State(writer, parameter, "direction");
            direction += old * optimizer.Momentum;
            yield return (old.Name, direction);
        }

        yield return (parameter.Name, parameter - (direction * scalars.Rate));
    }

    private static Value Scaled(Value gradient, Value? factor) => factor is null ? gradient : gradient * factor;

    private static Value State(NodeWriter writer, Value parameter, string kind) =>
        writer.Input($"{parameter.Name}/{kind}", parameter.Type, parameter.Shape);

    private sealed record Scalars(Value Rate, Value Decay, Value Root);
}
