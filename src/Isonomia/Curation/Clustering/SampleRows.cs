using Isonomia.Embeddings;
using Isonomia.Numerics;

namespace Isonomia.Curation;

/// <summary>Rows of an embedding matrix, in the order of the samples that have one.</summary>
internal sealed class SampleRows(EmbeddingMatrix matrix, int[] rows) : FloatRows(rows.Length, matrix.Width)
{
    public override void Read(int first, Span<float> target)
    {
        for (int start = 0; start < target.Length; start += Width)
        {
            matrix.Row(rows[first++]).CopyTo(target.Slice(start, Width));
        }
    }

    /// <summary>The embeddings of the samples with a weight.</summary>
    /// <param name="context">The step.</param>
    /// <param name="samples">Receives the samples, in order.</param>
    internal static SampleRows Of(StepContext context, out int[] samples)
    {
        if (context.Samples.Embeddings is not { } matrix)
        {
            throw context.Refuse(
                "embeddings are needed; give the store that 'isonomia embed' wrote with --embeddings.");
        }

        IReadOnlyList<int> rowOf = context.Samples.EmbeddingRows!;
        int[] missing = [.. context.Alive.Where(row => rowOf[row] < 0)];
        samples = [.. context.Alive.Where(row => rowOf[row] >= 0)];
        foreach (int row in samples)
        {
            foreach (float value in matrix.Row(rowOf[row]))
            {
                if (!float.IsFinite(value))
                {
                    throw context.Refuse($"the embedding of '{context.Samples.Ids[row]}' has a number that is not "
                        + "finite (NaN or infinite); embed the cohort again, or remove the sample first.");
                }
            }
        }

        return missing.Length == 0
            ? new SampleRows(matrix, Array.ConvertAll(samples, row => rowOf[row]))
            : throw context.Refuse(
                $"{missing.Length} of {context.Alive.Count} samples have no embedding in the store (the first is "
                + $"'{context.Samples.Ids[missing[0]]}'); embed the same cohort, or remove them first "
                + "(image_quality).");
    }
}
