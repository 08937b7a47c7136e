namespace Isonomia.Onnx;

/// <summary>The scalar whose gradient is taken, from outputs of a model and tensors that come with every run.</summary>
public sealed class Loss
{
    private readonly Func<NodeWriter, LossTerms> _write;

    internal Loss(string id, IReadOnlyList<string> outputs, Func<NodeWriter, LossTerms> write) =>
        (Id, Outputs, _write) = (id, outputs, write);

    /// <summary>The loss's id, snake_case.</summary>
    public string Id { get; }

    /// <summary>The tensors of the model that it reads.</summary>
    public IReadOnlyList<string> Outputs { get; }

    /// <summary>The mean over all rows (and pixels, where there are some) of log Σ exp(logits) − logits[label].
    /// </summary>
    /// <remarks>The graph gets an input of 64-bit integers, <c>[n]</c> for logits <c>[n, classes]</c>, each from 0 to
    /// classes − 1.</remarks>
    /// <param name="output">The logits, <c>[n, classes, …]</c>.</param>
    /// <param name="labels">The name of the new input.</param>
    /// <param name="rowWeights">The name of a further input, a weight a row; the mean is then weighted. Null for
    /// equal weights.</param>
    /// <returns>The loss.</returns>
    public static Loss SoftmaxCrossEntropy(string output, string labels = "labels", string? rowWeights = null) =>
        new("softmax_cross_entropy", [output], writer =>
        {
            Value logits = Matrix(writer, output);
            long[] rows = [logits.Shape[0], .. logits.Shape[2..]];
            Value chosen = writer.Input(labels, TensorProto.Types.DataType.Int64, rows);
            Value losses = RowLosses(writer, logits, chosen);
            return rowWeights is null ? LossTerms.Mean(losses)
                : LossTerms.Mean(losses, writer.Input(rowWeights, logits.Type, rows));
        });

    /// <summary>The sum over all rows (and pixels, where there are some) of weight · (log Σ exp(logits) −
    /// logits[label]): the weights say what it is divided by.</summary>
    /// <remarks>The graph gets an input of 64-bit integers as <see cref="SoftmaxCrossEntropy"/> does, and one of
    /// weights of the same shape.</remarks>
    /// <param name="output">The logits, <c>[n, classes, …]</c>.</param>
    /// <param name="labels">The name of the input with the labels.</param>
    /// <param name="rowWeights">The name of the input with the weights; 1/n each gives the mean.</param>
    /// <returns>The loss.</returns>
    public static Loss WeightedSoftmaxCrossEntropy(string output, string labels, string rowWeights) =>
        new("weighted_softmax_cross_entropy", [output], writer =>
        {
            Value logits = Matrix(writer, output);
            long[] rows = [logits.Shape[0], .. logits.Shape[2..]];
            Value losses = RowLosses(writer, logits, writer.Input(labels, TensorProto.Types.DataType.Int64, rows));
            return LossTerms.Total([losses * writer.Input(rowWeights, logits.Type, rows)]);
        });

    /// <summary>The mean over all elements of log(1 + exp(z)) − z · target.</summary>
    /// <remarks>The graph gets an input of the output's type and shape, each number in [0, 1].</remarks>
    /// <param name="output">The logits z, any shape.</param>
    /// <param name="targets">The name of the new input.</param>
    /// <returns>The loss.</returns>
    public static Loss SigmoidCrossEntropy(string output, string targets = "labels") =>
        new("sigmoid_cross_entropy", [output], writer =>
        {
            Value logits = Known(writer, output);
            Value wanted = writer.Input(targets, logits.Type, logits.Shape);

            // max(z, 0) + log(1 + exp(−|z|)) is written as Softplus, which the runtime computes without overflow.
            return LossTerms.Mean(logits.Apply("Softplus") - (logits * wanted));
        });

    /// <summary>The sum of all elements of an output: for looking at a model, not for training.</summary>
    /// <param name="output">The output.</param>
    /// <returns>The loss.</returns>
    public static Loss Sum(string output) => new(
        "sum", [output], writer => LossTerms.Total([Known(writer, output)]));

    /// <summary>The sum of outputs times numbers that come with every run: its gradient is a vector-Jacobian
    /// product.</summary>
    /// <param name="terms">Per output the name of a new input of the same shape.</param>
    /// <returns>The loss.</returns>
    public static Loss SumOfProducts(IReadOnlyDictionary<string, string> terms) =>
        new("sum_of_products", [.. terms.Keys], writer => LossTerms.Total([.. terms.Select(term =>
        {
            Value output = Known(writer, term.Key);
            return output * writer.Input(term.Value, output.Type, output.Shape);
        })]));

    /// <summary>Half the sum of the softmax cross-entropies of the rows and of the columns of a square of similarities:
    /// how image and text encoders are trained together.</summary>
    /// <remarks>Source: Radford et al., ICML 2021, figure 3.</remarks>
    /// <param name="output">The similarities, <c>[n, n]</c>.</param>
    /// <param name="labels">The name of the new input, <c>[n]</c>: which column belongs to a row, and which row to a
    /// column.</param>
    /// <returns>The loss.</returns>
    public static Loss ClipContrastive(string output, string labels = "labels") =>
        new("clip_contrastive", [output], writer =>
        {
            Value logits = Matrix(writer, output);
            Value chosen = writer.Input(labels, TensorProto.Types.DataType.Int64, [logits.Shape[0]]);
            return LossTerms.Undivided(0.5 * (LossTerms.AllMean(RowLosses(writer, logits, chosen))
                + LossTerms.AllMean(RowLosses(writer, logits.Transpose(1, 0), chosen))));
        });

    internal Value Write(NodeWriter writer) => _write(writer).Value;

    /// <summary>Writes the loss as a sum and what it is divided by, for steps that take a batch in parts.</summary>
    internal LossTerms Terms(NodeWriter writer) => _write(writer);

    private static Value RowLosses(NodeWriter writer, Value logits, Value chosen)
    {
        Value logs = writer.Unary("LogSoftmax", logits, GraphAttribute.Integer("axis", 1));
        Value places = chosen.Reshape([logits.Shape[0], 1, .. logits.Shape[2..]]);
        Value picked = writer.Emit("GatherElements", logits.Type, places.Shape, [logs, places],
            GraphAttribute.Integer("axis", 1));
        return -picked.Reshape(chosen.Shape);
    }

    private static Value Known(NodeWriter writer, string output) => writer.Facts.Shapes.ContainsKey(output)
        ? writer[output]
        : throw new ArgumentException($"The shape of '{output}' depends on what the model is given; no loss can be put "
            + "on it.", nameof(output));

    private static Value Matrix(NodeWriter writer, string output)
    {
        Value logits = Known(writer, output);
        return logits.Rank >= 2 ? logits
            : throw new ArgumentException($"'{output}' has the shape [{string.Join(", ", logits.Shape)}]; logits of "
                + "shape [rows, classes] were expected.", nameof(output));
    }
}
