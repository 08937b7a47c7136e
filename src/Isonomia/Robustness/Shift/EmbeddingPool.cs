using Isonomia.Numerics;

namespace Isonomia.Robustness;

/// <summary>The embeddings of both places in one matrix.</summary>
internal sealed class EmbeddingPool
{
    private readonly FloatMatrix _all;
    private readonly int _offset;

    private EmbeddingPool(FloatMatrix all, int offset) => (_all, _offset) = (all, offset);

    /// <summary>Pools them, or gives null where there are none or no test is asked for.</summary>
    internal static EmbeddingPool? Of(ShiftRequest request)
    {
        if (request is not { FirstEmbeddings: { } first, SecondEmbeddings: { } second, Permutations: > 0 })
        {
            return null;
        }

        if (first.Width != second.Width || first.RowCount != request.First.RowCount
            || second.RowCount != request.Second.RowCount)
        {
            throw new ArgumentException(
                "The embeddings of both places need one width and one row for each prediction.");
        }

        float[] values = new float[checked(first.Values.Length + second.Values.Length)];
        first.Values.Span.CopyTo(values);
        second.Values.Span.CopyTo(values.AsSpan(first.Values.Length));
        return new EmbeddingPool(new FloatMatrix(values, first.Width), first.RowCount);
    }

    /// <summary>Compares rows of A with rows of B.</summary>
    internal MaximumMeanDiscrepancy Compare(int[] first, int[] second, int permutations, RandomSource random) =>
        MaximumMeanDiscrepancy.Of(_all, first, [.. second.Select(row => row + _offset)], permutations, random);
}
