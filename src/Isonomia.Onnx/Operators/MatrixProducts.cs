namespace Isonomia.Onnx;

/// <content>Matrix products.</content>
internal sealed partial record OperatorRule
{
    public static OperatorRule MatMul { get; } = new("MatMul", c =>
    {
        Value a = c.Input(0);
        Value b = c.Input(1);
        Value g = c.Gradient();

        // A vector on the left is a row, on the right a column.
        Value left = a.Rank == 1 ? a.Reshape(1, a.Shape[0]) : a;
        Value right = b.Rank == 1 ? b.Reshape(b.Shape[0], 1) : b;
        long[] lead = NodeWriter.Broadcast(left.Shape[..^2], right.Shape[..^2]);
        g = g.Reshape([.. lead, left.Shape[^2], right.Shape[^1]]);
        if (right.Rank == 2)
        {
            // One matrix for all rows: everything is one large product.
            Value rows = left.Reshape(left.Count / left.Shape[^1], left.Shape[^1]);
            Value gradients = g.Reshape(rows.Shape[0], g.Shape[^1]);
            c.Give(0, () => c.Writer.Gemm(gradients, right, turnRight: true).Reshape(a.Shape));
            c.Give(1, () => c.Writer.Gemm(rows, gradients, turnLeft: true).Reshape(b.Shape));
            return;
        }

        c.Give(0, () => c.Writer.Unbroadcast(g.MatMul(c.Writer.Turned(right)), left.Shape).Reshape(a.Shape));
        c.Give(1, () => c.Writer.Unbroadcast(c.Writer.Turned(left).MatMul(g), right.Shape).Reshape(b.Shape));
    });

    public static OperatorRule Gemm { get; } = new("Gemm", c =>
    {
        double alpha = c.Real("alpha", 1);
        bool turnA = c.Integer("transA", 0) != 0;
        bool turnB = c.Integer("transB", 0) != 0;
        Value a = c.Input(0);
        Value b = c.Input(1);
        Value g = c.Gradient();
        c.Give(0, () => turnA ? c.Writer.Gemm(b, g, turnB, true, alpha) : c.Writer.Gemm(g, b, false, !turnB, alpha));
        c.Give(1, () => turnB ? c.Writer.Gemm(g, a, true, turnA, alpha) : c.Writer.Gemm(a, g, !turnA, false, alpha));
        c.Give(2, () => c.Writer.Unbroadcast(g, c.Input(2).Shape) * c.Real("beta", 1));
    });

    /// <summary>The gradient of an operand is another Einsum: the operand's letters from all the others'. Letters that
    /// only this operand has are repeated afterwards.</summary>
    public static OperatorRule Einsum { get; } = new("Einsum", c =>
    {
        string equation = Spelled(
            c, c.Text("equation", string.Empty).Replace(" ", string.Empty, StringComparison.Ordinal));
        string[] sides = equation.Split("->");
        string[] operands = sides[0].Split(',');
        string output = sides.Length > 1 ? sides[1] : Implicit(sides[0]);
        if (operands.Append(output).Any(letters => letters.Distinct().Count() != letters.Length))
        {
            throw c.Unsupported($"the equation '{equation}' has the same letter twice in one operand");
        }

        for (int i = 0; i < operands.Length; i++)
        {
            if (!c.Needs(i))
            {
                continue;
            }

            int[] others = [.. Enumerable.Range(0, operands.Length).Where(other => other != i)];
            string known = output + string.Concat(others.Select(other => operands[other]));
            string kept = new([.. operands[i].Where(known.Contains)]);
            string backward = string.Join(',', others.Select(other => operands[other]).Prepend(output)) + "->" + kept;
            Value x = c.Input(i);
            long[] shape = [.. kept.Select(letter => x.Shape[operands[i].IndexOf(letter, StringComparison.Ordinal)])];
            Value gradient = c.Writer.Emit("Einsum", x.Type, shape, [c.Gradient(), .. others.Select(c.Input)],
                GraphAttribute.Text("equation", backward));
            long[] spread = [.. operands[i].Select((letter, axis) =>
                kept.Contains(letter, StringComparison.Ordinal) ? x.Shape[axis] : 1)];
            c.Give(i, gradient.Reshape(spread).Expand(x.Shape));
        }
    });

    /// <summary>An ellipsis stands for as many axes in every operand; they get letters that the equation does not use.
    /// </summary>
    private static string Spelled(GradientContext c, string equation)
    {
        const string ellipsis = "...";
        if (!equation.Contains(ellipsis, StringComparison.Ordinal))
        {
            return equation;
        }

        string[] sides = equation.Split("->");
        string[] operands = sides[0].Split(',');
        long[][] behind = [.. operands.Select((letters, i) => (At: letters.IndexOf('.', StringComparison.Ordinal), i))
            .Where(found => found.At >= 0).Select(found => c.Input(found.i).Shape.AsSpan(
                found.At, c.Input(found.i).Rank - (operands[found.i].Length - ellipsis.Length)).ToArray())];
        if (behind.Any(shape => !shape.SequenceEqual(behind[0])))
        {
            throw c.Unsupported($"the ellipsis of '{equation}' stands for different axes in its operands");
        }

        string free = new([.. Enumerable.Range('A', 26).Select(code => (char)code)
            .Where(letter => !equation.Contains(letter, StringComparison.Ordinal)).Take(behind[0].Length)]);
        string left = sides[0].Replace(ellipsis, free, StringComparison.Ordinal);
        return sides.Length > 1 ? $"{left}->{sides[1].Replace(ellipsis, free, StringComparison.Ordinal)}"
            : $"{left}->{free}{Implicit(sides[0].Replace(ellipsis, string.Empty, StringComparison.Ordinal))}";
    }

    /// <summary>Without an arrow the output has the letters that occur once, in alphabetical order.</summary>
    private static string Implicit(string operands)
    {
        string letters = operands.Replace(",", string.Empty, StringComparison.Ordinal);
        return new([.. letters.Where(letter => letters.Count(other => other == letter) == 1).Order()]);
    }
}
