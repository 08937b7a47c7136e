using Isonomia.Datasets;
using Isonomia.Embeddings;

namespace Isonomia.Tests;

public sealed class EmbeddingImportTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void What_was_exported_comes_back_as_it_was()
    {
        using EmbeddingMatrix made = new(["a", "b", "c"], 2, [1, 2, 3, 4, 5, 0.1f]);
        string ids = EmbeddingExport.WriteNumpy(made, _scratch.File("e.npy"));
        EmbeddingResult result = EmbeddingImport.Run(Request("e.npy") with { IdsPath = ids });
        Assert.Equal((4, 3), (result.SampleCount, result.EmbeddedCount));
        Assert.Equal("d", Assert.Single(result.Unreadable).Id);
        using EmbeddingMatrix read = EmbeddingMatrix.Open(_scratch.File("store"));
        Assert.Equal(["c", "b", "a"], read.Ids); // the cohort's order
        Assert.Equal([5f, 0.1f, 3f, 4f, 1f, 2f], read.ToArray());
        Assert.Equal(0, EmbeddingImport.Run(Request("e.npy") with { IdsPath = ids }).ComputedCount);
    }

    [Fact]
    public void Rows_without_ids_are_taken_in_the_order_of_the_cohort()
    {
        using EmbeddingMatrix made = new(["w", "x", "y", "z"], 1, [1, 2, 3, 4]);
        EmbeddingExport.WriteNumpy(made, _scratch.File("e.npy"));
        EmbeddingImport.Run(Request("e.npy"));
        using EmbeddingMatrix read = EmbeddingMatrix.Open(_scratch.File("store"));
        Assert.Equal(["c", "b", "a", "d"], read.Ids);
        Assert.Equal([1f, 2f, 3f, 4f], read.ToArray());

        Assert.Contains("4 rows without ids, and the cohort has 2 samples",
            Refusal(Request("e.npy") with { StorePath = _scratch.File("other"), Ids = ["a", "b"] }),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_brings_ids_and_one_column_a_feature()
    {
        File.WriteAllText(_scratch.File("e.csv"), "id,f0,f1\nb,1.5,2\nc,-3,0.25\n");
        EmbeddingImport.Run(Request("e.csv"));
        using EmbeddingMatrix read = EmbeddingMatrix.Open(_scratch.File("store"));
        Assert.Equal(["c", "b"], read.Ids);
        Assert.Equal([-3f, 0.25f, 1.5f, 2f], read.ToArray());
    }

    [Theory]
    [InlineData("SELECT * FROM (VALUES ('a', 1.5::FLOAT, 2.0::FLOAT), ('b', 3.0::FLOAT, 4.25::FLOAT)) t(id, x, y)")]
    [InlineData("SELECT * FROM (VALUES ('a', [1.5, 2.0]::FLOAT[]), ('b', [3.0, 4.25]::FLOAT[])) t(id, embedding)")]
    [InlineData("SELECT * FROM (VALUES ('a', [1.5, 2.0]::DOUBLE[]), ('b', [3.0, 4.25]::DOUBLE[])) t(id, embedding)")]
    public void Parquet_brings_columns_or_lists(string query)
    {
        using (DuckDbSession session = new(new DuckDbSettings()))
        {
            session.Execute($"COPY ({query}) TO {DuckDbSession.Literal(_scratch.File("e.parquet"))} (FORMAT parquet)");
        }

        EmbeddingImport.Run(Request("e.parquet"));
        using EmbeddingMatrix read = EmbeddingMatrix.Open(_scratch.File("store"));
        Assert.Equal(["b", "a"], read.Ids);
        Assert.Equal([3f, 4.25f, 1.5f, 2f], read.ToArray());
    }

    [Theory]
    [InlineData("id,f\na,1\na,2\n", "more than one row for 'a'")]
    [InlineData("id,f\nzz,1\n", "samples that the cohort lacks: 'zz'")]
    [InlineData("id,f\na,1\nb,NaN\nc,inf\n",
        "2 row(s) with a number that is not finite or too large for the store: 'b', 'c'")]
    [InlineData("id,f\na,\n", "not finite or too large for the store: 'a'")]
    [InlineData("name,f\na,1\n", "name the id column")]
    [InlineData("id\na\n", "no column besides 'id'")]
    public void Rows_that_do_not_fit_are_refused_with_their_ids(string table, string said)
    {
        File.WriteAllText(_scratch.File("e.csv"), table);
        Assert.Contains(said, Refusal(Request("e.csv")), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_file_into_the_same_store_is_refused()
    {
        File.WriteAllText(_scratch.File("e.csv"), "id,f\na,1\n");
        EmbeddingImport.Run(Request("e.csv"));
        File.WriteAllText(_scratch.File("e.csv"), "id,f\na,2\n");
        Assert.Contains("holds other embeddings", Refusal(Request("e.csv")), StringComparison.Ordinal);
    }

    private static string Refusal(EmbeddingImportRequest request) =>
        Assert.Throws<EmbeddingException>(() => EmbeddingImport.Run(request)).Message;

    private EmbeddingImportRequest Request(string file) => new()
    {
        Path = _scratch.File(file),
        StorePath = _scratch.File("store"),
        Ids = ["c", "b", "a", "d"],
    };
}
