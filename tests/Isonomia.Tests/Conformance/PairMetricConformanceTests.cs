using Isonomia.Catalogs;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>The laws of every number that compares the rows of one group with other rows.</summary>
public sealed class PairMetricConformanceTests : CatalogConformance<PairMetric>
{
    public static TheoryData<string> Ids => [.. PairMetric.All.Select(metric => metric.Id)];

    protected override Catalog<PairMetric> Catalog => PairMetric.All;

    protected override string GuidePage => "docs/guide/fairness.md";

    protected override string Module => "Fairness/Pairwise";

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_golden_cases_are_met(string id)
    {
        foreach (GoldenCase golden in GoldenCase.Load(Module, id))
        {
            string a = golden.Input.GetProperty("a").GetString()!, b = golden.Input.GetProperty("b").GetString()!;
            golden.ShouldMatch(
                Table(id, GoldenRows.Of(golden)).Single(pair => pair.Metric == id && pair.A == a && pair.B == b).Value);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_row_twice_and_in_another_order_gives_the_same_values(string id)
    {
        for (int seed = 0; seed < 5; seed++)
        {
            OracleRows rows = RandomRows.Of(seed, 60, "abc");
            OracleRows twice = rows.Take([.. Enumerable.Range(0, 60).Reverse().SelectMany(row => (int[])[row, row])]);
            foreach ((PairwiseResult once, PairwiseResult again) in Table(id, rows).Zip(Table(id, twice)))
            {
                Assert.Equal((once.Metric, once.A, once.B), (again.Metric, again.A, again.B));
                RandomRows.ShouldBeClose(once.Value, again.Value, id == "rce_logistic" ? 1e-7 : 1e-11, id);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_group_against_the_same_rows_gives_the_value_of_no_difference(string id)
    {
        PairMetric metric = PairMetric.All[id];
        OracleRows rows = RandomRows.Of(3, 60);
        OracleRows sorted = rows.Take([.. Enumerable.Range(0, 60).OrderBy(row => rows.Scores[row])]);
        BinaryRows view = new()
        {
            Scores = sorted.Scores,
            Labels = sorted.Labels,
            Weights = sorted.Weights,
            Rule = DecisionRule.Default,
        };
        double expected = id switch
        {
            "ppr" => 1,
            "xauc" or "xauc@rest" or "xauc@marginal" => rows.Compute(Metric.Auroc, DecisionRule.Default).Value,
            _ => 0,
        };
        RandomRows.ShouldBeClose(expected, metric.Compute(view, view), 1e-12, id);
    }

    protected override Citation? CitationOf(PairMetric entry) => entry.Source;

    private static IReadOnlyList<PairwiseResult> Table(string id, GoldenRows golden) => Table(id, golden.Rows);

    private static IReadOnlyList<PairwiseResult> Table(string id, OracleRows rows) => PairwiseTable.Compute(
        [PairMetric.All[id]],
        [.. rows.GroupNames.Select(name => (name, Sorted(rows.In(name))))],
        Sorted(rows),
        DecisionRule.Default);

    private static SortedRows Sorted(OracleRows rows)
    {
        OracleRows sorted = rows.Take([.. Enumerable.Range(0, rows.Scores.Length).OrderBy(row => rows.Scores[row])]);
        return new SortedRows(sorted.Scores, sorted.Labels, sorted.Weights);
    }
}
