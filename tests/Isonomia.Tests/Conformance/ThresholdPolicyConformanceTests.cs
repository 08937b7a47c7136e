using Isonomia.Catalogs;
using Isonomia.Fairness;

namespace Isonomia.Tests;

/// <summary>The laws of every threshold policy.</summary>
public sealed class ThresholdPolicyConformanceTests : CatalogConformance<ThresholdPolicy>
{
    public static TheoryData<string> Ids => [.. ThresholdPolicy.All.Select(policy => policy.Id)];

    protected override Catalog<ThresholdPolicy> Catalog => ThresholdPolicy.All;

    protected override string GuidePage => "docs/guide/fairness.md";

    protected override string Module => "Fairness/Thresholds";

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_golden_cases_are_met(string id) => Assert.All(Cases(id), golden => golden.ShouldMatch(Fit(golden)));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_fitted_threshold_is_one_of_the_scores(string id)
    {
        foreach (GoldenCase golden in Cases(id).Where(golden => golden.Value is not null && id != "fixed"))
        {
            Assert.Contains(Fit(golden).Value, golden.Doubles("score"));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Rows_in_another_order_give_the_same_threshold(string id)
    {
        foreach (GoldenCase golden in Cases(id))
        {
            string policy = golden.Input.GetProperty("policy").GetString()!;
            sbyte[] labels = [.. golden.Integers("label").Select(label => (sbyte)label).Reverse()];
            golden.ShouldMatch(
                ThresholdPolicyTests.Fit(policy, labels, [.. golden.Doubles("score").Reverse()]).Threshold);
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_case_belongs_to_its_policy(string id) => Assert.All(
        Cases(id),
        golden => Assert.Equal(id, ThresholdPolicy.Parse(golden.Input.GetProperty("policy").GetString()!).Id));

    protected override Citation? CitationOf(ThresholdPolicy entry) => entry.Source;

    private static IReadOnlyList<GoldenCase> Cases(string id) => GoldenCase.Load("Fairness/Thresholds", id);

    private static Numerics.Statistic Fit(GoldenCase golden) => ThresholdPolicyTests.Fit(
        golden.Input.GetProperty("policy").GetString()!,
        [.. golden.Integers("label").Select(label => (sbyte)label)],
        golden.Doubles("score")).Threshold;
}
