namespace Isonomia.Onnx;

/// <summary>A node as a rule reads it: its inputs and outputs as values, its settings with their defaults.</summary>
internal class OperatorCall(NodeWriter writer, string path, NodeProto node)
{
    internal NodeProto Node { get; } = node;

    internal NodeWriter Writer { get; } = writer;

    internal int InputCount => Node.Input.Count;

    internal int OutputCount => Node.Output.Count;

    internal bool Has(int input) => input < Node.Input.Count && Node.Input[input].Length > 0;

    internal bool HasOutput(int output) => output < Node.Output.Count && Node.Output[output].Length > 0;

    internal Value Input(int index) => Known(Node.Input[index]);

    internal Value? InputOrNone(int index) => Has(index) ? Input(index) : null;

    internal Value Output(int index = 0) => Known(Node.Output[index]);

    internal long Integer(string name, long otherwise) => Find(name) is { } entry ? entry.I : otherwise;

    internal double Real(string name, double otherwise) => Find(name) is { } entry ? entry.F : otherwise;

    internal string Text(string name, string otherwise) => Find(name) is { } entry ? entry.S.ToStringUtf8() : otherwise;

    internal long[]? Integers(string name) => Find(name) is { } entry ? [.. entry.Ints] : null;

    internal double[]? Reals(string name) =>
        Find(name) is { } entry ? [.. entry.Floats.Select(value => (double)value)] : null;

    internal string[]? Texts(string name) =>
        Find(name) is { } entry ? [.. entry.Strings.Select(text => text.ToStringUtf8())] : null;

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
        && Writer.Facts.Constants.TryGetValue(Node.Input[input], out TensorProto? tensor)
        ? TensorData.Integers(tensor) : null;

    internal double[]? RealConstants(int input) => Has(input)
        && Writer.Facts.Constants.TryGetValue(Node.Input[input], out TensorProto? tensor)
        ? TensorData.Reals(tensor) : null;

    internal ModelException Unsupported(string reason) =>
        new(path, $"no gradient can be taken through {GraphCheck.Words(Node)}: {reason}");

    private protected Value Known(string name) => Writer.Facts.Shapes.ContainsKey(name) ? Writer[name]
        : throw Unsupported($"the shape of '{name}' depends on the values that the model is given"
            + (Writer.Facts.OpenBecause.TryGetValue(name, out string? reason) ? $", through {reason}" : string.Empty));

    private AttributeProto? Find(string name) => Node.Attribute.FirstOrDefault(entry => entry.Name == name);
}
