using Isonomia.Embeddings;

namespace Isonomia.Tests;

public sealed class EmbeddingMatrixTests
{
    [Fact]
    public void Rows_are_found_by_number_and_by_id()
    {
        using EmbeddingMatrix matrix = new(["a", "b", "c"], 2, [1, 2, 3, 4, 5, 6]);
        Assert.Equal((3, 2), (matrix.Count, matrix.Width));
        Assert.Equal([3f, 4f], matrix.Row(1).ToArray());
        Assert.Equal([2, -1, 0], matrix.RowsOf(["c", "x", "a"]));
        Assert.Equal([5f, 6f, 1f, 2f], matrix.CopyRows([2, 0]));
        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], matrix.ToArray());
        Assert.Throws<ArgumentException>(() => matrix.CopyRows([0], new float[3]));
    }

    [Fact]
    public void Sizes_that_do_not_fit_equal_ids_and_numbers_that_are_not_finite_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new EmbeddingMatrix(["a"], 2, [1, 2, 3]));
        Assert.Throws<ArgumentException>(() => new EmbeddingMatrix(["a", "a"], 1, [1, 2]));
        Assert.Contains("Row 1",
            Assert.Throws<ArgumentException>(() => new EmbeddingMatrix(["a", "b"], 1, [1, float.NaN])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_fingerprint_changes_with_an_id_the_order_or_a_number()
    {
        string[] prints =
        [
            new EmbeddingMatrix(["a", "b"], 1, [1, 2]).Fingerprint,
            new EmbeddingMatrix(["a", "c"], 1, [1, 2]).Fingerprint,
            new EmbeddingMatrix(["b", "a"], 1, [2, 1]).Fingerprint,
            new EmbeddingMatrix(["a", "b"], 1, [1, 3]).Fingerprint,
        ];
        Assert.Equal(4, prints.Distinct().Count());
        Assert.Equal(prints[0], new EmbeddingMatrix(["a", "b"], 1, [1, 2]).Fingerprint);
    }
}
