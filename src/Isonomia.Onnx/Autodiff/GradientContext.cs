namespace Isonomia.Onnx;

/// <summary>One node on the way back: what a rule reads and where it leaves the gradients of the node's
/// inputs.</summary>
internal sealed class GradientContext(ReverseMode pass, NodeProto node) : OperatorCall(pass.Writer, pass.Path, node)
{
    /// <summary>Whether a gradient of that input is asked for.</summary>
    internal bool Needs(int input) => Has(input) && pass.IsReached(Node.Input[input]);

    /// <summary>The gradient of an output, or null where none reaches it.</summary>
    internal Value? GradientOrNone(int output) => HasOutput(output) ? pass.Total(Node.Output[output]) : null;

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
            Writer.Facts.Set(Node.Output[index], type, shape);
        }

        return Known(Node.Output[index]);
    }
}
