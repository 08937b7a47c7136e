namespace Isonomia.Onnx;

/// <content>Sampling a picture or volume at places that are given.</content>
internal sealed partial record OperatorLowering
{
    private const double CubicSharpness = -0.75;

    /// <summary>Every place is a weighted sum over the 1, 2 or 4 nearest samples along each axis.</summary>
    /// <remarks>Source: GridSample in the ONNX operator specification; the cubic weights are those of Keys, IEEE
    /// Transactions on Acoustics, Speech and Signal Processing 1981, equation 15.</remarks>
    public static OperatorLowering GridSample { get; } = Single("GridSample", call =>
    {
        Value x = call.Input(0);
        Value grid = call.Input(1);
        int rank = x.Rank - 2;
        long count = TensorData.Count(grid.Shape[1..^1]);
        long batch = x.Shape[0];
        string mode = call.Text("mode", "linear");
        string padding = call.Text("padding_mode", "zeros");
        bool isAligned = call.Integer("align_corners", 0) != 0;
        Value[] places = call.Writer.Split(grid.Reshape(batch, count, rank), 2, [.. Enumerable.Repeat(1L, rank)]);

        // The grid's last number goes along the first spatial axis.
        Tap[][] taps = [.. Enumerable.Range(0, rank).Select(axis =>
        {
            long size = x.Shape[2 + axis];
            Value at = places[rank - 1 - axis].Reshape(batch, count);
            at = isAligned ? (at + 1) * ((size - 1) / 2.0) : ((at + 1) * (size / 2.0)) - 0.5;
            return Taps(call, at, size, mode, padding, isAligned);
        })];
        Value samples = x.Transpose([0, .. Enumerable.Range(2, rank).Select(axis => (long)axis), 1])
            .Reshape(batch * TensorData.Count(x.Shape[2..]), x.Shape[1]);
        Value first = call.Writer.Constant(TensorData.Of(
            string.Empty, (long[])[.. Enumerable.Range(0, (int)batch).Select(n => (long)n)], batch, 1));
        Value? sum = null;
        foreach (Tap[] corner in Corners(taps))
        {
            Value place = first;
            Value? weight = null;
            for (int axis = 0; axis < rank; axis++)
            {
                Value scaled = call.Writer.Binary("Mul", place, call.Writer.Scalar(
                    x.Shape[2 + axis], TensorProto.Types.DataType.Int64));
                place = scaled + corner[axis].Place;
                weight = weight is null ? corner[axis].Weight : weight * corner[axis].Weight;
            }

            Value picked = call.Writer.Gather(samples, place.Reshape(batch, count), 0);
            Value part = picked * weight!.Reshape(batch, count, 1);
            sum = sum is null ? part : sum + part;
        }

        return sum!.Transpose(0, 2, 1).Reshape(call.Output().Shape);
    });

    private static Tap[] Taps(
        OperatorCall call, Value at, long size, string mode, string padding, bool isAligned)
    {
        bool isCubic = mode is "cubic" or "bicubic";
        at = isCubic ? at : Padded(at, size, padding, isAligned);
        Value floor = at.Apply("Floor");
        Value t = at - floor;
        (Value At, Value Weight)[] found = mode switch
        {
            "nearest" => [(at.Apply("Round"), at.Scalar(1).Expand(at.Shape))],
            "linear" or "bilinear" => [(floor, 1 - t), (floor + 1, t)],
            "cubic" or "bicubic" => [(floor - 1, Far(t + 1)), (floor, Near(t)), (floor + 1, Near(1 - t)),
                (floor + 2, Far(2 - t))],
            _ => throw call.Unsupported($"the mode '{mode}' has no rule"),
        };
        return [.. found.Select(tap =>
        {
            Value place = isCubic ? Padded(tap.At, size, padding, isAligned) : tap.At;
            Value inside = call.Writer.Compare("And", place.Greater(-0.5), place.Less(size - 0.5));
            Value weight = padding == "zeros" ? call.Writer.Where(inside, tap.Weight, 0) : tap.Weight;
            Value clipped = call.Writer.Emit("Clip", place.Type, place.Shape,
                [place.Apply("Round"), place.Scalar(0), place.Scalar(size - 1)]);
            return new Tap(clipped.Cast(TensorProto.Types.DataType.Int64), weight);
        })];
    }

    /// <summary>Brings places outside in: to the border, or mirrored at it as often as needed.</summary>
    private static Value Padded(Value at, long size, string padding, bool isAligned)
    {
        if (padding == "reflection")
        {
            double low = isAligned ? 0 : -0.5;
            double span = isAligned ? size - 1 : size;
            if (span == 0)
            {
                return at * 0;
            }

            Value from = (at - low).Apply("Abs");
            Value turns = (from * (1 / span)).Apply("Floor");
            Value rest = from - (turns * span);
            Value isOdd = (turns - ((turns * 0.5).Apply("Floor") * 2)).Greater(0.5);
            at = at.Writer.Where(isOdd, span - rest, rest) + low;
        }

        return padding == "zeros" ? at
            : at.Writer.Emit("Clip", at.Type, at.Shape, [at, at.Scalar(0), at.Scalar(size - 1)]);
    }

    private static Value Near(Value t) =>
        (((t * (CubicSharpness + 2)) - (CubicSharpness + 3)) * t * t) + 1;

    private static Value Far(Value t) =>
        (((t * CubicSharpness) - (5 * CubicSharpness)) * t * t) + (t * (8 * CubicSharpness)) - (4 * CubicSharpness);

    private static IEnumerable<Tap[]> Corners(Tap[][] taps) => taps.Aggregate(
        (IEnumerable<Tap[]>)[[]], (corners, axis) => corners.SelectMany(corner => axis.Select(
            tap => (Tap[])[.. corner, tap])));

    private sealed record Tap(Value Place, Value Weight);
}
