using System.Text.Json;
using Isonomia.Catalogs;
using Isonomia.Curation;
using Isonomia.Datasets;
using Isonomia.Embeddings;
using Isonomia.Imaging;

namespace Isonomia.Tests;

/// <summary>The laws of every curation step.</summary>
public sealed class CurationStepConformanceTests : CatalogConformance<CurationStep>
{
    protected override Catalog<CurationStep> Catalog => CurationStep.All;

    protected override string GuidePage => "docs/guide/curation.md";

    protected override string Module => "Curation/Steps";

    protected override Citation? CitationOf(CurationStep entry) => entry.Source;

    public static TheoryData<string> Ids() => [.. CurationStep.All.Select(step => step.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Golden_cases_match(string id)
    {
        foreach (GoldenCase golden in GoldenCase.Load(Module, id))
        {
            CurationResult result = Run(golden, golden.Input.Texts("rows"), threads: 2);
            string[] kept = [.. result.Selection.Rows.Where(row => row.Weight > 0).Select(row => row.Id)];
            Assert.Equal(golden.Value!.Value.GetInt32(), kept.Length);
            if (golden.Input.TryGetProperty("kept", out _))
            {
                Assert.Equal(golden.Input.Texts("kept"), kept);
            }

            if (golden.Input.TryGetProperty("contains", out _))
            {
                Assert.Empty(golden.Input.Texts("contains").Except(kept));
            }

            if (golden.Input.TryGetProperty("weights", out JsonElement weights))
            {
                Assert.Equal(weights.Numbers(), result.Selection.Rows.Select(row => row.Weight));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rows_in_any_order_and_any_number_of_threads_give_the_same_selection(string id)
    {
        foreach (GoldenCase golden in GoldenCase.Load(Module, id))
        {
            string?[] rows = golden.Input.Texts("rows");
            Selection plain = Run(golden, rows, threads: 1).Selection;
            Selection reversed = Run(golden, [rows[0], .. rows.Skip(1).Reverse()], threads: 8).Selection;
            Assert.Equal(plain.Rows, reversed.Rows);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_removed_sample_has_a_reason_and_a_step(string id)
    {
        foreach (GoldenCase golden in GoldenCase.Load(Module, id))
        {
            Assert.All(
                Run(golden, golden.Input.Texts("rows"), threads: 2).Selection.Rows.Where(row => row.Weight == 0),
                row =>
                {
                    Assert.Equal(id, row.Step);
                    Assert.False(string.IsNullOrEmpty(row.Reason));
                });
        }
    }

    private static CurationResult Run(GoldenCase golden, string?[] rows, int threads)
    {
        using ScratchFolder folder = new();
        string table = folder.File("table.csv");
        File.WriteAllText(table, string.Join('\n', rows) + "\n");
        JsonElement input = golden.Input;
        CohortSource source = new()
        {
            Path = table,
            Id = "id",
            Labels = input.TryGetProperty("label", out JsonElement label) ? [label.GetString()!] : [],
        };
        if (input.TryGetProperty("pictures", out JsonElement pictures))
        {
            foreach (JsonProperty picture in pictures.EnumerateObject())
            {
                string path = folder.File(picture.Name + ".png");
                if (picture.Value.GetString() == "broken")
                {
                    File.WriteAllText(path, "no picture");
                }
                else
                {
                    TestPictures.Make(picture.Value.GetString()!).WritePng(path);
                }
            }

            source = source with { Image = "path" };
        }

        using EmbeddingMatrix? embeddings = input.TryGetProperty("embeddings", out JsonElement vectors)
            ? new EmbeddingMatrix(
                [.. vectors.EnumerateObject().Select(vector => vector.Name)],
                vectors.EnumerateObject().First().Value.GetArrayLength(),
                [.. vectors.EnumerateObject().SelectMany(vector => vector.Value.Numbers())
                    .Select(value => (float)value)])
            : null;
        return CohortCuration.Run(
            new CurationRequest
            {
                Cohort = source, Steps = input.GetProperty("steps").GetString()!, MaxThreads = threads,
                    Permutations = 50,
            },
            Cohort.Open(source),
            embeddings);
    }
}
