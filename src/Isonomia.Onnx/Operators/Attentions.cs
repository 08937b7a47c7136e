namespace Isonomia.Onnx;

/// <content>Attention as one operator: that of operator set 23 and those of ONNX Runtime.</content>
internal sealed partial record OperatorLowering
{
    private const double Shut = -10000;

    /// <summary>softmax(scale · q kᵀ + mask) v, with fewer heads of keys and values where they are shared.</summary>
    public static OperatorLowering Attention { get; } = new("Attention", call =>
    {
        if (call.Has(4) || call.Has(5))
        {
            throw call.Unsupported("past keys and values have no rule");
        }

        bool isFlat = call.Input(0).Rank == 3;
        Value q = Split(call.Input(0), call.Integer("q_num_heads", 1));
        Value k = Shared(Split(call.Input(1), call.Integer("kv_num_heads", 1)), q.Shape[1]);
        Value v = Shared(Split(call.Input(2), call.Integer("kv_num_heads", 1)), q.Shape[1]);
        Value scores = Scores(call, q, k);
        double cap = call.Real("softcap", 0);
        scores = cap > 0 ? (scores * (1 / cap)).Apply("Tanh") * cap : scores;
        if (call.Integer("is_causal", 0) != 0)
        {
            scores += Causal(call.Writer, scores, float.MinValue / 2);
        }

        if (call.InputOrNone(3) is { } mask)
        {
            scores = mask.Type == TensorProto.Types.DataType.Bool
                ? call.Writer.Where(mask, scores, float.MinValue / 2) : scores + mask;
        }

        Value y = Weighted(call.Writer, scores, v);
        return [isFlat ? Joined(y) : y];
    });

    /// <summary>One product for queries, keys and values; mask of kept keys <c>[batch, keys]</c>.</summary>
    public static OperatorLowering OwnAttention { get; } = new(Own + "Attention", call =>
    {
        if (call.Has(4) || call.Has(6) || call.Integer("do_rotary", 0) != 0)
        {
            throw call.Unsupported("past keys and values and rotary positions have no rule");
        }

        Value x = call.Input(0);
        Value weights = call.Input(1);
        Value all = x.MatMul(weights);
        all = call.Has(2) ? all + call.Input(2) : all;
        long third = weights.Shape[1] / 3;
        long[] sizes = call.Integers("qkv_hidden_sizes") ?? [third, third, third];
        long heads = call.Integer("num_heads", 1);
        Value[] parts = [.. call.Writer.Split(all, 2, sizes).Select(part => Split(part, heads))];
        Value scores = Masked(call, Scores(call, parts[0], parts[1]), 3);
        scores = call.Has(5) ? scores + call.Input(5) : scores;
        if (call.Integer("unidirectional", 0) != 0)
        {
            scores += Causal(call.Writer, scores, float.MinValue / 2);
        }

        return [Joined(Weighted(call.Writer, scores, parts[2]))];
    });

    public static OperatorLowering OwnMultiHeadAttention { get; } = new(Own + "MultiHeadAttention", call =>
    {
        if (call.Has(6) || call.Has(7) || !call.Has(1) || !call.Has(2) || call.Input(0).Rank != 3
            || call.Input(1).Rank != 3 || call.Input(2).Rank != 3 || call.Integer("unidirectional", 0) != 0)
        {
            throw call.Unsupported("only separate queries, keys and values [batch, tokens, width] have a rule");
        }

        Value[] parts = [call.Input(0), call.Input(1), call.Input(2)];
        if (call.Has(3))
        {
            Value[] bias = call.Writer.Split(call.Input(3), 0, [.. parts.Select(part => part.Shape[2])]);
            parts = [.. parts.Select((part, i) => part + bias[i])];
        }

        long heads = call.Integer("num_heads", 1);
        parts = [.. parts.Select(part => Split(part, heads))];
        Value scores = Masked(call, Scores(call, parts[0], parts[1]), 4);
        scores = call.Has(5) ? scores + call.Input(5) : scores;
        return [Joined(Weighted(call.Writer, scores, parts[2]))];
    });

    /// <summary>Pairs of numbers turned by their place's angle.</summary>
    public static OperatorLowering RotaryEmbedding { get; } = Single("RotaryEmbedding", call =>
    {
        Value given = call.Input(0);
        bool isFlat = given.Rank == 3;
        Value x = isFlat ? Split(given, call.Integer("num_heads", 1)) : given;
        (long batch, long tokens, long width) = (x.Shape[0], x.Shape[2], x.Shape[3]);
        long turned = call.Integer("rotary_embedding_dim", 0) is > 0 and long some ? some : width;
        Value Angles(int input)
        {
            Value cache = call.Input(input);
            Value rows = call.Has(3) ? call.Writer.Gather(cache, call.Input(3), 0) : cache;
            return rows.Reshape(rows.Rank == 3 ? rows.Shape[0] : 1, 1, tokens, turned / 2);
        }

        (Value cos, Value sin) = (Angles(1), Angles(2));
        Value[] parts = turned == width ? [x] : call.Writer.Split(x, 3, turned, width - turned);
        Value result;
        if (call.Integer("interleaved", 0) != 0)
        {
            Value[] pair = call.Writer.Split(parts[0].Reshape(batch, x.Shape[1], tokens, turned / 2, 2), 4, 1, 1);
            Value real = pair[0].Reshape(batch, x.Shape[1], tokens, turned / 2);
            Value other = pair[1].Reshape(real.Shape);
            result = call.Writer.Concat([((real * cos) - (other * sin)).Reshape([.. real.Shape, 1]),
                ((real * sin) + (other * cos)).Reshape([.. real.Shape, 1])], 4).Reshape(parts[0].Shape);
        }
        else
        {
            Value[] pair = call.Writer.Split(parts[0], 3, turned / 2, turned / 2);
            result = call.Writer.Concat(
                [(pair[0] * cos) - (pair[1] * sin), (pair[0] * sin) + (pair[1] * cos)], 3);
        }

        result = parts.Length == 1 ? result : call.Writer.Concat([result, parts[1]], 3);
        return isFlat ? Joined(result) : result;
    });

    /// <summary><c>[batch, tokens, width]</c> as <c>[batch, heads, tokens, width / heads]</c>.</summary>
    private static Value Split(Value x, long heads) => x.Rank == 4 ? x
        : x.Reshape(x.Shape[0], x.Shape[1], heads, x.Shape[2] / heads).Transpose(0, 2, 1, 3);

    private static Value Joined(Value x) =>
        x.Transpose(0, 2, 1, 3).Reshape(x.Shape[0], x.Shape[2], x.Shape[1] * x.Shape[3]);

    /// <summary>Every head of keys or values for as many heads of queries as share it.</summary>
    private static Value Shared(Value x, long heads)
    {
        long each = heads / x.Shape[1];
        return each == 1 ? x : x.Reshape(x.Shape[0], x.Shape[1], 1, x.Shape[2], x.Shape[3])
            .Expand(x.Shape[0], x.Shape[1], each, x.Shape[2], x.Shape[3])
            .Reshape(x.Shape[0], heads, x.Shape[2], x.Shape[3]);
    }

    private static Value Scores(OperatorCall call, Value q, Value k)
    {
        double scale = call.Real("scale", 0);
        return q.MatMul(call.Writer.Turned(k)) * (scale == 0 ? 1 / Math.Sqrt(q.Shape[3]) : scale);
    }

    private static Value Weighted(NodeWriter writer, Value scores, Value v) =>
        writer.Unary("Softmax", scores, GraphAttribute.Integer("axis", -1)).MatMul(v);

    /// <summary>A large negative number where a key comes after its query.</summary>
    private static Value Causal(NodeWriter writer, Value scores, double shut)
    {
        (long rows, long columns) = (scores.Shape[2], scores.Shape[3]);
        double[] mask = new double[rows * columns];
        for (long i = 0; i < rows; i++)
        {
            for (long j = i + 1; j < columns; j++)
            {
                mask[(i * columns) + j] = shut;
            }
        }

        return writer.Reals(scores.Type, mask, 1, 1, rows, columns);
    }

    private static Value Masked(OperatorCall call, Value scores, int input)
    {
        if (!call.Has(input))
        {
            return scores;
        }

        Value mask = call.Input(input);
        if (mask.Rank != 2 || mask.Shape[0] != scores.Shape[0] || mask.Shape[1] != scores.Shape[3])
        {
            throw call.Unsupported(
                $"its mask has the shape [{string.Join(", ", mask.Shape)}]; [batch, keys] was expected");
        }

        double shut = call.Real("mask_filter_value", Shut);
        Value kept = mask.Cast(scores.Type).Reshape(mask.Shape[0], 1, 1, mask.Shape[1]);
        return scores + ((1 - kept) * shut);
    }
}
