namespace Isonomia.Datasets;

/// <summary>Embeddings that belong to the rows of a table of predictions.</summary>
/// <param name="Values">The embeddings as they lie in their file, row-major, shape [m, d], all finite.</param>
/// <param name="Width">d, at least 1.</param>
/// <param name="Rows">For every row of the predictions its row in <paramref name="Values"/>, or -1: it has none; shape
/// [n].</param>
public sealed record EmbeddingTable(float[] Values, int Width, int[] Rows)
{
    /// <summary>Gathers the embeddings of some rows.</summary>
    /// <param name="rows">Rows of the predictions that have an embedding.</param>
    /// <returns>The embeddings, row-major, shape [rows, d].</returns>
    /// <exception cref="ArgumentException">A row has no embedding.</exception>
    public float[] Gather(ReadOnlySpan<int> rows)
    {
        float[] gathered = new float[checked(rows.Length * Width)];
        for (int i = 0; i < rows.Length; i++)
        {
            int row = Rows[rows[i]];
            if (row < 0)
            {
                throw new ArgumentException($"Row {rows[i]} has no embedding.", nameof(rows));
            }

            Values.AsSpan(row * Width, Width).CopyTo(gathered.AsSpan(i * Width));
        }

        return gathered;
    }
}
