namespace Isonomia.Onnx;

/// <content>Sums, means, norms and extremes along axes.</content>
internal sealed partial record OperatorRule
{
    public static OperatorRule ReduceSum { get; } = Reduction("ReduceSum", (_, x, _, _, g) => g.Expand(x.Shape));

    public static OperatorRule ReduceMean { get; } = Reduction(
        "ReduceMean", (_, x, y, _, g) => (g / ((double)x.Count / y.Count)).Expand(x.Shape));

    public static OperatorRule ReduceSumSquare { get; } = Reduction(
        "ReduceSumSquare", (_, x, _, _, g) => g * 2 * x);

    public static OperatorRule ReduceL1 { get; } = Reduction("ReduceL1", (_, x, _, _, g) => g * x.Apply("Sign"));

    /// <summary>x / ‖x‖, and 0 where the norm is 0.</summary>
    public static OperatorRule ReduceL2 { get; } = Reduction("ReduceL2", (c, x, y, _, g) =>
        g * (x / c.Writer.Where(y.Greater(0), y, 1)));

    public static OperatorRule ReduceLogSum { get; } = Reduction(
        "ReduceLogSum", (_, x, y, _, g) => (g / y.Apply("Exp")).Expand(x.Shape));

    public static OperatorRule ReduceLogSumExp { get; } = Reduction(
        "ReduceLogSumExp", (_, x, y, _, g) => g * (x - y).Apply("Exp"));

    public static OperatorRule ReduceMax { get; } = Reduction("ReduceMax", Ties);

    public static OperatorRule ReduceMin { get; } = Reduction("ReduceMin", Ties);

    /// <summary>The product of the others; with one zero in a row only that place has a gradient, with more none.
    /// </summary>
    public static OperatorRule ReduceProd { get; } = Reduction("ReduceProd", (c, x, _, axes, g) =>
    {
        Value isZero = x.SameAs(x.Scalar(0));
        Value zeros = isZero.Cast(x.Type).Sum(axes);
        Value filled = c.Writer.Where(isZero, x.Scalar(1), x);
        Value product = c.Writer.Emit("ReduceProd", x.Type, zeros.Shape,
            c.Has(1) ? [filled, c.Writer.Integers([.. axes])] : [filled],
            c.Has(1) ? [] : [GraphAttribute.Integers("axes", [.. axes])]);
        Value others = c.Writer.Where(isZero, zeros.SameAs(x.Scalar(1)).Cast(x.Type), zeros.Less(0.5).Cast(x.Type));
        return g * (product / filled * others);
    });

    /// <summary>Reductions keep their axes here with size 1, so that broadcasting spreads the gradient.</summary>
    private static OperatorRule Reduction(
        string id, Func<GradientContext, Value, Value, IReadOnlyCollection<long>, Value, Value> gradient) =>
        new(id, c =>
        {
            Value x = c.Input(0);
            long[]? axes = c.Integers("axes") ?? c.Constants(1);
            if (axes is null or [])
            {
                if (c.Integer("noop_with_empty_axes", 0) != 0)
                {
                    c.Give(0, c.Gradient());
                    return;
                }

                axes = [.. Enumerable.Range(0, x.Rank).Select(axis => (long)axis)];
            }

            axes = [.. axes.Select(axis => axis < 0 ? axis + x.Rank : axis).Order()];
            long[] kept = [.. x.Shape.Select((size, axis) => axes.Contains(axis) ? 1 : size)];
            c.Give(0, gradient(c, x, c.Output().Reshape(kept), axes, c.Gradient().Reshape(kept)));
        });

    /// <summary>Equal extremes share the gradient.</summary>
    private static Value Ties(GradientContext c, Value x, Value y, IReadOnlyCollection<long> axes, Value g)
    {
        Value hits = x.SameAs(y).Cast(x.Type);
        return hits * (g / hits.Sum(axes));
    }
}
