namespace Isonomia.Onnx;

/// <summary>One node on the way back: what a rule reads and where it leaves the gradients of the node's
/// inputs.</summary>
internal sealed class GradientContext(ReverseMode pass, NodeProto node)
{
    internal NodeProto Node { get; } = node;

    internal NodeWriter Writer => pass.Writer;

    internal int InputCount => Node.Input.Count;

    internal int OutputCount => Node.Output.Count;

    internal bool Has(int input) => input < Node.Input.Count && Node.Input[input].Length > 0;

    /// <summary>Whether a gradient of that input is asked for.</summary>
    internal bool Needs(int input) => Has(input) && pass.IsReached(Node.Input[input]);

    internal Value Input(int index) => Known(Node.Input[index]);

    internal Value Output(int index = 0) => Known(Node.Output[index]);

    /// <summary>The gradient of an output, or null where none reaches it.</summary>
    internal Value? GradientOrNone(int output) =>
        output < Node.Output.Count && Node.Output[output].Length > 0 ? pass.Total(Node.Output[output]) : null;

    internal Value Gradient(int output = 0) =>
        GradientOrNone(output) ?? Writer.Zeros(Output(output).Type, Output(output).Shape);

    /// <summary>Adds to the gradient of an input; axes along which the input was repeated are summed.</summary>
    internal void Give(int input, Value gradient)
    {
        if (Needs(input))
        {
            pass.Give(Node.Input[input], Writer.Unbroadcast(gradient, Input(input).Shape));
        }
    }

    /// <summary>Adds to the gradient of an input what only costs work where it is asked for.</summary>
    internal void Give(int input, Func<Value> gradient)
    {
        if (Needs(input))
        {
            Give(input, gradient());
        }
    }

    /// <summary>Adds to a range of an axis of the gradient of an input.</summary>
    internal void GivePart(int input, int axis, long start, Value gradient)
    {
        if (Needs(input))
        {
            pass.Give(Node.Input[input], gradient, axis, start);
        }
    }

    internal long Integer(string name, long otherwise) => Find(name) is { } entry ? entry.I : otherwise;

    internal double Real(string name, double otherwise) => Find(name) is { } entry ? entry.F : otherwise;

    internal string Text(string name, string otherwise) => Find(name) is { } entry ? entry.S.ToStringUtf8() : otherwise;

    internal long[]? Integers(string name) => Find(name) is { } entry ? [.. entry.Ints] : null;

    /// <summary>An axis attribute, counted from the front.</summary>
    internal int Axis(string name, int otherwise, int rank)
    {
        long axis = Integer(name, otherwise);
        return (int)(axis < 0 ? axis + rank : axis);
    }

    /// <summary>The integers of an input that is known before running, or null where there is no such input.</summary>
    internal long[]? Constants(int input) => !Has(input) ? null
        : ConstantsOrUnknown(input) ?? throw Unsupported(
            $"its input '{Node.Input[input]}' depends on what the model is given; a constant was expected");

    /// <summary>The integers of an input, or null where they are not known before running.</summary>
    internal long[]? ConstantsOrUnknown(int input) => Has(input)
        && pass.Writer.Facts.Constants.TryGetValue(Node.Input[input], out TensorProto? tensor)
        ? TensorData.Integers(tensor) : null;

    internal double[]? RealConstants(int input) => Has(input)
        && pass.Writer.Facts.Constants.TryGetValue(Node.Input[input], out TensorProto? tensor)
        ? TensorData.Reals(tensor) : null;

    /// <summary>Makes the node give an optional output that it does not give yet.</summary>
    internal Value ExtraOutput(int index, TensorProto.Types.DataType type, params long[] shape)
    {
        while (Node.Output.Count <= index)
        {
            Node.Output.Add(string.Empty);
        }

        if (Node.Output[index].Length == 0)
        {
            Node.Output[index] = $"{Node.Output[0]}/extra{index}";
            pass.Writer.Facts.Set(Node.Output[index], type, shape);
        }

        return Known(Node.Output[index]);
    }

    internal ModelException Unsupported(string reason) =>
        new(pass.Path, $"no gradient can be taken through {GraphCheck.Words(Node)}: {reason}");

    private Value Known(string name) => pass.Writer.Facts.Shapes.ContainsKey(name) ? pass.Writer[name]
        : throw Unsupported($"the shape of '{name}' depends on what the model is given");

    private AttributeProto? Find(string name) => Node.Attribute.FirstOrDefault(entry => entry.Name == name);
}
