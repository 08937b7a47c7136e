namespace Isonomia.Onnx;

/// <summary>A tensor of a graph that is being written: its name, type and shape; arithmetic on it writes
/// nodes.</summary>
internal sealed class Value(NodeWriter writer, string name, TensorProto.Types.DataType type, long[] shape)
{
    internal NodeWriter Writer { get; } = writer;

    internal string Name { get; } = name;

    internal TensorProto.Types.DataType Type { get; } = type;

    internal long[] Shape { get; } = shape;

    internal int Rank => Shape.Length;

    internal long Count => TensorData.Count(Shape);

    public static Value operator +(Value left, Value right) => left.Writer.Binary("Add", left, right);

    public static Value operator -(Value left, Value right) => left.Writer.Binary("Sub", left, right);

    public static Value operator *(Value left, Value right) => left.Writer.Binary("Mul", left, right);

    public static Value operator /(Value left, Value right) => left.Writer.Binary("Div", left, right);

    public static Value operator +(Value left, double right) => left + left.Scalar(right);

    public static Value operator -(Value left, double right) => left - left.Scalar(right);

    public static Value operator -(double left, Value right) => right.Scalar(left) - right;

    public static Value operator *(Value left, double right) => right == 1 ? left : left * left.Scalar(right);

    public static Value operator *(double left, Value right) => right * left;

    public static Value operator /(Value left, double right) => left * (1 / right);

    public static Value operator /(double left, Value right) => right.Scalar(left) / right;

    public static Value operator -(Value value) => value.Writer.Unary("Neg", value);

    internal Value Scalar(double value) => Writer.Scalar(value, Type);

    internal Value Apply(string operatorType) => Writer.Unary(operatorType, this);

    internal Value Power(double exponent) => Writer.Binary("Pow", this, Scalar(exponent));

    internal Value Sum(IReadOnlyCollection<long> axes, bool keep = true) => Writer.ReduceSum(this, axes, keep);

    internal Value Mean(IReadOnlyCollection<long> axes, bool keep = true) =>
        Sum(axes, keep) * (1.0 / axes.Aggregate(1L, (product, axis) => product * Shape[axis]));

    internal Value Reshape(params long[] shape) => Writer.Reshape(this, shape);

    internal Value Transpose(params long[] order) => Writer.Transpose(this, order);

    internal Value MatMul(Value right) => Writer.MatMul(this, right);

    internal Value Expand(params long[] shape) => Writer.Expand(this, shape);

    internal Value Cast(TensorProto.Types.DataType type) => Writer.Cast(this, type);

    internal Value Greater(Value right) => Writer.Compare("Greater", this, right);

    internal Value Greater(double right) => Greater(Scalar(right));

    internal Value Less(Value right) => Writer.Compare("Less", this, right);

    internal Value Less(double right) => Less(Scalar(right));

    internal Value SameAs(Value right) => Writer.Compare("Equal", this, right);
}
