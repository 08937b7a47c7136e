namespace Isonomia.Onnx;

/// <content>The operators that losses, gradients and optimizers are written in.</content>
internal sealed partial class NodeWriter
{
    internal static long[] Broadcast(long[] left, long[] right)
    {
        int rank = Math.Max(left.Length, right.Length);
        long[] shape = new long[rank];
        for (int i = 0; i < rank; i++)
        {
            long a = i < rank - left.Length ? 1 : left[i - rank + left.Length];
            long b = i < rank - right.Length ? 1 : right[i - rank + right.Length];
            shape[i] = a == 1 ? b : a;
        }

        return shape;
    }

    internal Value Unary(string operatorType, Value value, params IEnumerable<GraphAttribute> attributes) =>
        Emit(operatorType, value.Type, value.Shape, [value], attributes);

    internal Value Binary(string operatorType, Value left, Value right) =>
        Emit(operatorType, left.Type, Broadcast(left.Shape, right.Shape), [left, right]);

    internal Value Compare(string operatorType, Value left, Value right) =>
        Emit(operatorType, TensorProto.Types.DataType.Bool, Broadcast(left.Shape, right.Shape), [left, right]);

    internal Value Where(Value condition, Value then, Value otherwise) => Emit(
        "Where", then.Type, Broadcast(condition.Shape, Broadcast(then.Shape, otherwise.Shape)),
        [condition, then, otherwise]);

    internal Value Where(Value condition, Value then, double otherwise) =>
        Where(condition, then, then.Scalar(otherwise));

    internal Value Cast(Value value, TensorProto.Types.DataType type) => value.Type == type ? value
        : Emit("Cast", type, value.Shape, [value], GraphAttribute.Integer("to", (long)type));

    internal Value Reshape(Value value, params long[] shape) => value.Shape.AsSpan().SequenceEqual(shape) ? value
        : Emit("Reshape", value.Type, shape, [value, Integers(shape)]);

    internal Value Expand(Value value, params long[] shape) => value.Shape.AsSpan().SequenceEqual(shape) ? value
        : Emit("Expand", value.Type, shape, [value, Integers(shape)]);

    internal Value Transpose(Value value, params long[] order) =>
        order.AsSpan().SequenceEqual([.. Enumerable.Range(0, order.Length).Select(i => (long)i)]) ? value
        : Emit("Transpose", value.Type, [.. order.Select(axis => value.Shape[axis])], [value],
            GraphAttribute.Integers("perm", order));

    internal Value ReduceSum(Value value, IReadOnlyCollection<long> axes, bool keep)
    {
        if (axes.Count == 0)
        {
            return value;
        }

        HashSet<long> summed = [.. axes];
        long[] kept = [.. value.Shape.Select((size, axis) => summed.Contains(axis) ? 1 : size)];
        long[] dropped = [.. value.Shape.Where((_, axis) => !summed.Contains(axis))];
        return summed.All(axis => value.Shape[axis] == 1)
            ? Reshape(value, keep ? kept : dropped)
            : Emit("ReduceSum", value.Type, keep ? kept : dropped, [value, Integers([.. axes.Order()])],
                GraphAttribute.Integer("keepdims", keep ? 1 : 0));
    }

    /// <summary>Sums a gradient over the axes along which its tensor was repeated by broadcasting: the one place where
    /// broadcasting is undone.</summary>
    internal Value Unbroadcast(Value gradient, long[] shape)
    {
        if (gradient.Shape.AsSpan().SequenceEqual(shape))
        {
            return gradient;
        }

        int extra = gradient.Rank - shape.Length;
        if (extra < 0 || TensorData.Count(gradient.Shape) < TensorData.Count(shape))
        {
            return Expand(gradient, shape);
        }

        List<long> axes = [];
        for (int i = 0; i < gradient.Rank; i++)
        {
            if (i < extra || (shape[i - extra] == 1 && gradient.Shape[i] != 1))
            {
                axes.Add(i);
            }
        }

        return Reshape(ReduceSum(gradient, axes, keep: true), shape);
    }

    internal Value MatMul(Value left, Value right)
    {
        long[] lead = Broadcast(left.Shape[..^2], right.Shape[..^2]);
        return Emit("MatMul", left.Type, [.. lead, left.Shape[^2], right.Shape[^1]], [left, right]);
    }

    /// <summary>The last two axes exchanged.</summary>
    internal Value Turned(Value value)
    {
        long[] order = [.. Enumerable.Range(0, value.Rank).Select(i => (long)i)];
        (order[^1], order[^2]) = (order[^2], order[^1]);
        return Transpose(value, order);
    }

    internal Value Gemm(
        Value left, Value right, bool turnLeft = false, bool turnRight = false, double factor = 1)
    {
        List<GraphAttribute> attributes = [];
        if (turnLeft)
        {
            attributes.Add(GraphAttribute.Integer("transA", 1));
        }

        if (turnRight)
        {
            attributes.Add(GraphAttribute.Integer("transB", 1));
        }

        if (factor != 1)
        {
            attributes.Add(GraphAttribute.Real("alpha", (float)factor));
        }

        return Emit("Gemm", left.Type, [left.Shape[turnLeft ? 1 : 0], right.Shape[turnRight ? 0 : 1]], [left, right],
            attributes);
    }

    /// <summary>Multiplies along one axis by a matrix <c>[to, from]</c>.</summary>
    internal Value AlongAxis(Value value, int axis, double[] matrix, long to)
    {
        long from = value.Shape[axis];
        long lead = TensorData.Count(value.Shape[..axis]);
        long trail = TensorData.Count(value.Shape[(axis + 1)..]);
        long[] shape = [.. value.Shape];
        shape[axis] = to;
        if (trail == 1)
        {
            double[] turned = new double[matrix.Length];
            for (long i = 0; i < to; i++)
            {
                for (long j = 0; j < from; j++)
                {
                    turned[(j * to) + i] = matrix[(i * from) + j];
                }
            }

            return MatMul(value.Reshape(lead, from), Reals(value.Type, turned, from, to)).Reshape(shape);
        }

        return MatMul(Reals(value.Type, matrix, to, from), value.Reshape(lead, from, trail)).Reshape(shape);
    }

    internal Value Concat(IReadOnlyList<Value> values, int axis)
    {
        long[] shape = [.. values[0].Shape];
        shape[axis] = values.Sum(value => value.Shape[axis]);
        return values.Count == 1 ? values[0]
            : Emit("Concat", values[0].Type, shape, values, GraphAttribute.Integer("axis", axis));
    }

    /// <summary>Parts side by side along an axis.</summary>
    internal Value[] Split(Value value, int axis, params long[] sizes) => sizes.Length == 1 ? [value]
        : EmitMany("Split", [.. sizes.Select(size =>
        {
            long[] shape = [.. value.Shape];
            shape[axis] = size;
            return (value.Type, shape);
        })], [value, Integers(sizes)], GraphAttribute.Integer("axis", axis));

    internal Value Slice(Value value, int axis, long start, long count, long step = 1)
    {
        if (start == 0 && count == value.Shape[axis] && step == 1)
        {
            return value;
        }

        long[] shape = [.. value.Shape];
        shape[axis] = count;
        long end = start + (step * count);
        return Emit("Slice", value.Type, shape,
            [value, Integers(start), Integers(end < 0 ? long.MinValue : end), Integers(axis), Integers(step)]);
    }

    /// <summary>Every so many places from a start on, along axes that follow each other.</summary>
    internal Value Slice(Value value, int firstAxis, long[] starts, long[] counts, long[] steps)
    {
        long[] axes = [.. Enumerable.Range(firstAxis, starts.Length).Select(axis => (long)axis)];
        long[] ends = [.. starts.Select((start, i) => start + (steps[i] * (counts[i] - 1)) + 1)];
        long[] shape = [.. value.Shape[..firstAxis], .. counts, .. value.Shape[(firstAxis + starts.Length)..]];
        return shape.AsSpan().SequenceEqual(value.Shape) ? value
            : Emit("Slice", value.Type, shape,
                [value, Integers(starts), Integers(ends), Integers(axes), Integers(steps)]);
    }

    /// <summary>The order along an axis reversed.</summary>
    internal Value Flip(Value value, int axis) => value.Shape[axis] == 1 ? value
        : Slice(value, axis, value.Shape[axis] - 1, value.Shape[axis], -1);

    /// <summary>Zeros before and after; negative numbers cut.</summary>
    internal Value Pad(Value value, long[] before, long[] after) =>
        before.All(size => size == 0) && after.All(size => size == 0) ? value
        : Emit("Pad", value.Type, [.. value.Shape.Select((size, i) => size + before[i] + after[i])],
            [value, Integers([.. before, .. after])]);

    internal Value Gather(Value value, Value indices, int axis) => Emit(
        "Gather", value.Type, [.. value.Shape[..axis], .. indices.Shape, .. value.Shape[(axis + 1)..]],
        [value, indices], GraphAttribute.Integer("axis", axis));

    internal Value Zeros(TensorProto.Types.DataType type, params long[] shape) => Expand(Scalar(0, type), shape);

    internal Value ScatterElements(Value data, Value indices, Value updates, int axis, bool add) => Emit(
        "ScatterElements", data.Type, data.Shape, [data, indices, updates],
        [GraphAttribute.Integer("axis", axis), .. add ? [GraphAttribute.Text("reduction", "add")]
            : Array.Empty<GraphAttribute>()]);

    internal Value ScatterNd(Value data, Value indices, Value updates, bool add) => Emit(
        "ScatterND", data.Type, data.Shape, [data, indices, updates],
        add ? [GraphAttribute.Text("reduction", "add")] : Array.Empty<GraphAttribute>());

    internal Value SumOf(IReadOnlyList<Value> values) => values.Count switch
    {
        1 => values[0],
        2 => values[0] + values[1],
        _ => Emit("Sum", values[0].Type, values[0].Shape, values),
    };
}
