using Isonomia.Adaptation;
using Isonomia.Catalogs;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>The laws of every probe.</summary>
public sealed class ProbeConformanceTests : CatalogConformance<Probe>
{
    protected override Catalog<Probe> Catalog => Probe.All;

    protected override string GuidePage => "docs/guide/probes.md";

    protected override string Module => "Adaptation/Probes";

    public static TheoryData<string> Ids() => [.. Probe.All.Select(probe => probe.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Golden_cases_match(string id)
    {
        foreach (GoldenCase golden in GoldenCase.Load(Module, id))
        {
            int width = golden.Input.GetProperty("width").GetInt32();
            int[] labels = golden.Integers("label");
            float[] x = [.. golden.Doubles("x").Concat(golden.Doubles("query")).Select(value => (float)value)];
            int row = golden.Input.GetProperty("row").GetInt32();
            FloatMatrix matrix = new(x, width);
            ProbeResult probe = ProbeFit.Run(new ProbeRequest
            {
                Embeddings = matrix,
                Classes = [.. labels, .. Enumerable.Repeat(-1, matrix.RowCount - labels.Length)],
                ClassNames = [.. labels.Distinct().Order().Select(k => $"{k}")],
                TrainingRows = [.. Enumerable.Range(0, labels.Length)],
                ValidationRows = [],
                Probe = Probe.All[id],
                Grid = [golden.Input.GetProperty("setting").GetDouble()],
                IsStandardized = false,
            });
            double[] scores = probe.Scores(matrix, [labels.Length + row]);
            golden.ShouldMatch(scores[golden.Input.GetProperty("class").GetInt32()]);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Classes_in_another_order_give_the_same_probabilities(string id)
    {
        (float[] x, int[] y) = LogisticSolverTests.Blobs(90, 8, 3);
        ProbeRequest request = Request(id, x, y, 3);
        double[] plain = ProbeFit.Run(request).Scores(request.Embeddings, [60, 70]);
        ProbeRequest turned = request with { Classes = [.. y.Select(k => (k + 1) % 3)] };
        double[] other = ProbeFit.Run(turned).Scores(request.Embeddings, [60, 70]);
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(plain[i], other[(3 * (i / 3)) + ((i + 1) % 3)], 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rows_in_another_order_give_the_same_probabilities(string id)
    {
        (float[] x, int[] y) = LogisticSolverTests.Blobs(90, 8, 2);
        ProbeRequest request = Request(id, x, y, 2);
        double[] plain = ProbeFit.Run(request).Scores(request.Embeddings, [60, 70]);
        double[] other = ProbeFit.Run(request with { TrainingRows = [.. request.TrainingRows.Reverse()] })
            .Scores(request.Embeddings, [60, 70]);
        Assert.All(plain.Zip(other), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_grid_begins_with_the_most_cautious_value(string id)
    {
        // Caution pulls the scores together: their spread grows along the grid.
        (float[] x, int[] y) = LogisticSolverTests.Blobs(400, 8, 2);
        double Spread(double setting)
        {
            ProbeRequest request = Request(id, x, y, 2) with { Grid = [setting], ValidationRows = [] };
            double[] scores = ProbeFit.Run(request).Scores(request.Embeddings, [.. Enumerable.Range(300, 100)]);
            return Moments.Variance(scores);
        }

        IReadOnlyList<double> grid = Probe.All[id].Grid;
        Assert.True(Spread(grid[0]) < Spread(grid[^1]));
    }

    protected override Citation? CitationOf(Probe entry) => entry.Source;

    private static ProbeRequest Request(string id, float[] x, int[] y, int classes) => new()
    {
        Embeddings = new FloatMatrix(x, 8),
        Classes = y,
        ClassNames = [.. Enumerable.Range(0, classes).Select(k => $"{k}")],
        TrainingRows = [.. Enumerable.Range(0, Math.Min(60, y.Length * 2 / 3))],
        ValidationRows = [],
        Probe = Probe.All[id],
        Grid = [Probe.All[id].Grid[Probe.All[id].Grid.Count / 2]],
    };
}
