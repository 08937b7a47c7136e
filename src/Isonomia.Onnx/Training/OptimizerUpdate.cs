namespace Isonomia.Onnx;

/// <summary>Writes clipping and the optimizer's update after gradients.</summary>
internal static class OptimizerUpdate
{
    /// <summary>Scalars that change from step to step and are worked out in double precision outside.</summary>
    private const string Rate = "training/rate";
    private const string Decay = "training/decay";
    private const string Root = "training/root";

    /// <summary>Writes it and declares the outputs.</summary>
    /// <returns>The output that holds the norm of all gradients before clipping, or null where nothing is clipped; and
    /// the states.</returns>
    internal static (string? Norm, IReadOnlyList<TrainingState> States) Write(
        NodeWriter writer, Optimizer optimizer, IReadOnlyList<(Value Parameter, Value Gradient)> gradients)
    {
        (Value? norm, Value? factor) = Clipping(writer, optimizer, gradients);
        string? normName = norm is null ? null : writer.Output(norm, "training/norm");
        Scalars scalars = new(
            writer.Input(Rate, TensorProto.Types.DataType.Float, []),
            writer.Input(Decay, TensorProto.Types.DataType.Float, []),
            writer.Input(Root, TensorProto.Types.DataType.Float, []));
        List<TrainingState> states = [];
        foreach ((Value parameter, Value whole) in gradients)
        {
            Value gradient = factor is null ? whole : whole * factor;
            foreach ((string input, Value value) in Update(writer, optimizer, scalars, parameter, gradient))
            {
                states.Add(new TrainingState(input, writer.Output(value, $"{input}/next"), parameter.Shape));
            }
        }

        return (normName, states);
    }

    /// <summary>The scalars of a step.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="step">The step, from 1.</param>
    /// <param name="learningRate">The learning rate.</param>
    internal static (string Name, float Value)[] ScalarsOf(Optimizer optimizer, long step, double learningRate)
    {
        bool isAdam = optimizer.Id == "adamw";
        double rate = isAdam ? learningRate / (1 - Math.Pow(optimizer.Beta1, step)) : learningRate;
        double root = isAdam ? 1 / Math.Sqrt(1 - Math.Pow(optimizer.Beta2, step)) : 1;
        return
        [
            (Rate, (float)rate), (Decay, (float)(1 - (learningRate * optimizer.WeightDecay))), (Root, (float)root),
        ];
    }

    /// <summary>The norm of tensors together.</summary>
    internal static Value Norm(NodeWriter writer, IEnumerable<Value> values) =>
        writer.SumOf([.. values.Select(value => writer.Emit(
            "ReduceSumSquare", value.Type, [], [value], GraphAttribute.Integer("keepdims", 0)))]).Apply("Sqrt");

    private static (Value? Norm, Value? Factor) Clipping(
        NodeWriter writer, Optimizer optimizer, IReadOnlyList<(Value Parameter, Value Gradient)> gradients)
    {
        if (optimizer.ClippingNorm is not { } longest)
        {
            return (null, null);
        }

        Value norm = Norm(writer, gradients.Select(entry => entry.Gradient));
        return (norm, writer.Binary("Min", norm.Scalar(1), longest / (norm + 1e-6)));
    }

    private static IEnumerable<(string Input, Value Next)> Update(
        NodeWriter writer, Optimizer optimizer, Scalars scalars, Value parameter, Value gradient)
    {
        if (optimizer.Id == "adamw")
        {
            Value oldMean = State(writer, parameter, "mean");
            Value oldSquare = State(writer, parameter, "square");
            Value mean = (oldMean * optimizer.Beta1) + (gradient * (1 - optimizer.Beta1));
            Value square = (oldSquare * optimizer.Beta2) + (gradient * gradient * (1 - optimizer.Beta2));
            Value step = mean / ((square.Apply("Sqrt") * scalars.Root) + optimizer.Epsilon);
            Value kept = optimizer.WeightDecay > 0 ? parameter * scalars.Decay : parameter;
            yield return (parameter.Name, kept - (step * scalars.Rate));
            yield return (oldMean.Name, mean);
            yield return (oldSquare.Name, square);
            yield break;
        }

        Value direction = optimizer.WeightDecay > 0 ? gradient + (parameter * optimizer.WeightDecay) : gradient;
        if (optimizer.Momentum > 0)
        {
            Value old = State(writer, parameter, "direction");
            direction += old * optimizer.Momentum;
            yield return (old.Name, direction);
        }

        yield return (parameter.Name, parameter - (direction * scalars.Rate));
    }

    private static Value State(NodeWriter writer, Value parameter, string kind) =>
        writer.Input($"{parameter.Name}/{kind}", parameter.Type, parameter.Shape);

    private sealed record Scalars(Value Rate, Value Decay, Value Root);
}
