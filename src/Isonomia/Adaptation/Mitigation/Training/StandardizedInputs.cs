using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Embeddings centered and scaled by the training rows, as the trainer reads them.</summary>
internal sealed class StandardizedInputs
{
    private readonly float[] _values;

    private StandardizedInputs(float[] values, float[] means, float[] scales) =>
        (_values, Means, Scales, Width) = (values, means, scales, means.Length);

    /// <summary>What was taken from every column.</summary>
    internal float[] Means { get; }

    /// <summary>What every column was then multiplied by.</summary>
    internal float[] Scales { get; }

    internal int Width { get; }

    internal int Count => _values.Length / Width;

    internal ReadOnlySpan<float> Row(int row) => _values.AsSpan(row * Width, Width);

    internal static StandardizedInputs Of(FloatMatrix embeddings, IReadOnlyList<int> training)
    {
        StandardizedRows statistics = StandardizedRows.Of(embeddings, training, scale: true);
        int d = embeddings.Width;
        float[] values = new float[embeddings.RowCount * d];
        float[] means = [.. statistics.Means.Select(mean => (float)mean)];
        float[] scales = [.. statistics.Scales.Select(scale => (float)scale)];
        for (int i = 0; i < embeddings.RowCount; i++)
        {
            Span<float> target = values.AsSpan(i * d, d);
            System.Numerics.Tensors.TensorPrimitives.Subtract(embeddings.Row(i), means, target);
            System.Numerics.Tensors.TensorPrimitives.Multiply(target, scales, target);
        }

        return new StandardizedInputs(values, means, scales);
    }

    /// <summary>Copies rows side by side.</summary>
    internal float[] Gather(ReadOnlySpan<int> rows, float[] target)
    {
        float[] gathered = target.Length >= rows.Length * Width ? target : new float[rows.Length * Width];
        for (int i = 0; i < rows.Length; i++)
        {
            Row(rows[i]).CopyTo(gathered.AsSpan(i * Width));
        }

        return gathered;
    }
}
