using Isonomia.Fairness;

namespace Isonomia.Tests;

public sealed class DefinitionTableTests
{
    // At 0.5, group a: TP 9, FN 1, FP 2, TN 8; group b: TP 8, FN 2, FP 1, TN 9. By hand: tpr .9 and .8, fpr .2 and .1,
    // selection rates .55 and .45.
    private static readonly (int Group, sbyte Label, int Count, int Selected)[] Counts =
        [(0, 1, 10, 9), (0, 0, 10, 2), (1, 1, 10, 8), (1, 0, 10, 1)];

    [Theory]
    [InlineData("demographic_parity", "demographic_parity_difference", 0.1, "above_margin", false)]
    [InlineData("demographic_parity", "demographic_parity_difference@to_overall", 0.05, "within_margin", true)]
    [InlineData("demographic_parity", "demographic_parity_difference@aif360", -0.1, "above_margin", false)]
    [InlineData("demographic_parity", "dp@medfair", 0.9, "above_margin", false)]
    [InlineData("demographic_parity", "demographic_parity_ratio", 9.0 / 11, "within_margin", true)]
    [InlineData("demographic_parity", "four_fifths", 9.0 / 11, "pass", true)]
    [InlineData("equal_opportunity", "equal_opportunity_difference", 0.1, "above_margin", false)]
    [InlineData("equal_opportunity", "equal_opportunity_ratio", 8.0 / 9, "within_margin", true)]
    [InlineData("equalized_odds", "equalized_odds_difference@worst_case", 0.1, "above_margin", false)]
    [InlineData("equalized_odds", "average_odds_difference@aif360", -0.1, "above_margin", false)]
    [InlineData("equalized_odds", "eod@fairmedfm", 0.9, "above_margin", false)]
    [InlineData("equalized_odds", "equalized_odds_ratio@worst_case", 0.5, "above_margin", false)]
    public void Says_which_definitions_conclude_otherwise(
        string family, string id, double value, string conclusion, bool differs)
    {
        DefinitionResult result = Table(2).Single(own => own.Family == family && own.Id == id);
        Assert.Equal(value, result.Value!.Value, 1e-12);
        Assert.Equal(conclusion, result.Conclusion);
        Assert.Equal(differs, result.Differs);
        Assert.Equal("sex", result.Attribute);
    }

    [Theory]
    [InlineData("gap", 0.06, 0.04)]
    [InlineData("es@harvard", 0.8 / 1.06, 0.8 / 1.04)]
    [InlineData("es@fairmedfm", 0.8 / 1.06, 0.8 / 1.04)]
    [InlineData("psd_max", 0.06 / 0.8, 0.04 / 0.8)]
    [InlineData("worst", 0.74, 0.76)]
    [InlineData("ratio", 0.79, 0.81)]
    public void Compares_the_spread_that_a_variant_contains_with_the_margin(string id, double wide, double narrow)
    {
        DefinitionVariant variant = DefinitionVariants.All.Single(own => own.Family == "auroc_spread" && own.Id == id);
        Assert.Equal("above_margin", variant.Conclude(wide, 0.8, 0.05));
        Assert.Equal("within_margin", variant.Conclude(narrow, 0.8, 0.05));
    }

    [Fact]
    public void Starts_every_family_with_the_default_and_differs_there_never()
    {
        DefinitionResult[] firsts =
            [.. Table(2).GroupBy(static own => own.Family).Select(static family => family.First())];
        Assert.Equal(
            [
                "demographic_parity_difference", "equal_opportunity_difference", "equalized_odds_difference@worst_case",
                "gap",
                "ece@fixed01",
            ],
            firsts.Select(static own => own.Id));
        Assert.DoesNotContain(firsts, static own => own.Differs);
    }

    [Fact]
    public void Leaves_out_definitions_for_two_groups_where_there_are_three()
    {
        IReadOnlyList<DefinitionResult> table = Table(3);
        Assert.DoesNotContain(table, static own => own.Id is "dp@medfair" or "average_odds_difference@aif360");
        Assert.Contains(table, static own => own.Id == "eod@fairmedfm");
    }

    [Fact]
    public void Concludes_nothing_from_an_undefined_value()
    {
        DefinitionResult result = Table(1).First();
        Assert.Null(result.Value);
        Assert.Null(result.Conclusion);
        Assert.DoesNotContain(Table(1), static own => own.Differs);
    }

    private static IReadOnlyList<DefinitionResult> Table(int groupCount)
    {
        (List<int> groups, List<sbyte> labels, List<double> scores) = ([], [], []);
        for (int group = 0; group < groupCount; group++)
        {
            foreach ((_, sbyte label, int count, int selected) in Counts.Where(own => own.Group == group % 2))
            {
                for (int row = 0; row < count; row++)
                {
                    groups.Add(group);
                    labels.Add(label);
                    scores.Add(row < selected ? 0.55 + (0.04 * row) : 0.45 - (0.04 * (row - selected)));
                }
            }
        }

        SortedRows Take(int? group) => PairwiseTableTests.Take([.. groups], [.. labels], [.. scores], group);
        return DefinitionTable.Compute(
            "sex",
            [.. Enumerable.Range(0, groupCount).Select(group => Take(group))],
            new MetricMemo(Take(null), DecisionRule.Default, DefinitionTable.Metrics),
            0);
    }
}
