using Isonomia.Catalogs;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>The laws of every metric of a task other than the binary one.</summary>
public sealed class TaskMetricConformanceTests : CatalogConformance<Metric>
{
    private const double Tolerance = 1e-12;

    private static readonly Dictionary<string, string> Pages = new()
    {
        ["multiclass"] = "docs/guide/tasks.md",
        ["multilabel"] = "docs/guide/tasks.md",
        ["regression"] = "docs/guide/tasks.md",
        ["segmentation"] = "docs/guide/segmentation.md",
    };

    protected override Catalog<Metric> Catalog =>
        new(Metric.All.Where(metric => metric.Task is "multiclass" or "multilabel" or "regression"));

    protected override string GuidePage => Pages["regression"];

    protected override string Module => "Fairness";

    protected override Citation? CitationOf(Metric entry) => entry.Source;

    public static TheoryData<string> Ids() =>
        [.. Metric.All.Where(metric => Pages.ContainsKey(metric.Task)).Select(metric => metric.Id)];

    [Fact]
    public void Segmentation_metrics_obey_the_laws_of_a_catalog()
    {
        Catalog<Metric> catalog = new(Metric.All.Where(metric => metric.Task == "segmentation"));
        string guide = File.ReadAllText(Path.Combine(RepositoryFolder.Root, Pages["segmentation"]));
        Assert.NotEmpty(catalog);
        Assert.Empty(CatalogLaws.IdsAreNotSnakeCase(catalog));
        Assert.Empty(CatalogLaws.CitationsAreMissing(catalog, metric => metric.Source));
        Assert.Empty(CatalogLaws.IdsAreNotInTheGuide(catalog, guide));
        Assert.Empty(CatalogLaws.GoldenCasesAreMissing(catalog, Module));
        Assert.All(catalog, metric => Assert.Contains(
            ((MetricKernel.OfSegmentationScores)metric.Kernel).Column,
            SegmentationScore.All.Select(score => score.Id)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Golden_cases_match_and_stay_in_range(string id)
    {
        foreach ((Metric metric, GoldenCase golden, TaskRows rows) in Cases(id))
        {
            Statistic actual = rows.Compute(metric);
            golden.ShouldMatch(actual);
            Assert.True(!actual.IsDefined || (actual.Value >= metric.Range.Low && actual.Value <= metric.Range.High));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_order_of_rows_does_not_matter(string id)
    {
        foreach ((Metric metric, _, TaskRows rows) in Cases(id))
        {
            int[] order = [.. Enumerable.Range(0, rows.Count)];
            RandomSource.For(7, id, 0).Shuffle<int>(order);
            ShouldEqual(rows.Compute(metric), rows.Take(order).Compute(metric));
            ShouldEqual(rows.Compute(metric), rows.Take([.. order.Order().Reverse()]).Compute(metric));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_row_of_weight_two_is_two_rows_and_one_of_weight_zero_none(string id)
    {
        foreach ((Metric metric, _, TaskRows rows) in Cases(id).Where(c => c.Rows.Count > 0))
        {
            int[] times = [.. Enumerable.Range(0, rows.Count).Select(i => (i + 1) % 3)];
            int[] copies = [.. Enumerable.Range(0, rows.Count).SelectMany(i => Enumerable.Repeat(i, times[i]))];
            double[] weights = [.. rows.Weights.Select((weight, i) => weight * times[i])];
            Statistic weighted = rows.Take([.. Enumerable.Range(0, rows.Count)], weights).Compute(metric);
            ShouldEqual(rows.Take(copies).Compute(metric), weighted);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Doubling_every_row_changes_nothing_but_a_high_quantile(string id)
    {
        foreach ((Metric metric, _, TaskRows rows) in Cases(id).Where(_ => id != "p90_abs_error"))
        {
            ShouldEqual(
                rows.Compute(metric),
                rows.Take([.. Enumerable.Range(0, rows.Count * 2).Select(i => i / 2)]).Compute(metric));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_unit_of_fractional_weights_does_not_matter(string id)
    {
        foreach ((Metric metric, _, TaskRows rows) in Cases(id))
        {
            int[] all = [.. Enumerable.Range(0, rows.Count)];
            double[] weights = [.. all.Select(i => 0.3 + (0.1 * i))];
            Statistic small = rows.Take(all, [.. weights.Select(weight => weight / 128)]).Compute(metric);
            ShouldEqual(rows.Take(all, weights).Compute(metric), small);
        }
    }

    private static IEnumerable<(Metric Metric, GoldenCase Golden, TaskRows Rows)> Cases(string id)
    {
        Metric metric = Metric.All[id];
        return GoldenCase.Load("Fairness", id)
            .Select(golden => (metric, golden, TaskRows.Read(metric.Task, golden.Input)));
    }

    private static void ShouldEqual(Statistic expected, Statistic actual)
    {
        Assert.Equal(expected.Reason, actual.Reason);
        Assert.Equal(expected.ValueOrNull ?? 0, actual.ValueOrNull ?? 0, Tolerance);
    }
}
