using Isonomia.Catalogs;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>The laws of every diversity index.</summary>
public sealed class DiversityIndexConformanceTests : CatalogConformance<DiversityIndex>
{
    protected override Catalog<DiversityIndex> Catalog => DiversityIndex.All;

    protected override string GuidePage => "docs/guide/individual-and-selection.md";

    protected override string Module => "Fairness/Diversity";

    protected override Citation? CitationOf(DiversityIndex entry) => entry.Source;

    public static TheoryData<string> Ids() => [.. DiversityIndex.All.Select(index => index.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Golden_cases_match_in_any_order_of_categories(string id)
    {
        foreach (GoldenCase golden in GoldenCase.Load(Module, id))
        {
            long[] counts = [.. golden.Integers("counts").Select(count => (long)count)];
            golden.ShouldMatch(DiversityIndex.All[id].Compute(counts));
            golden.ShouldMatch(DiversityIndex.All[id].Compute([.. counts.Reverse()]));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_even_attribute_is_at_least_as_diverse_as_a_skewed_one(string id)
    {
        DiversityIndex index = DiversityIndex.All[id];
        double even = index.Compute([20, 20, 20]).Value;
        double skewed = index.Compute([50, 8, 2]).Value;
        Assert.True(index.Better == Direction.HigherIsBetter ? even >= skewed : even <= skewed);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Doubling_all_counts_changes_nothing_but_estimates_for_the_population(string id)
    {
        DiversityIndex index = DiversityIndex.All[id];
        Statistic once = index.Compute([30, 12, 5]);
        Statistic twice = index.Compute([60, 24, 10]);
        Assert.Equal(once.Value, twice.Value, id.EndsWith("@unbiased", StringComparison.Ordinal) ? 0.02 : 1e-12);
    }
}
