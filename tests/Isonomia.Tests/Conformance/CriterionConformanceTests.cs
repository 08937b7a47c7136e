using Isonomia.Catalogs;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>
/// Every criterion obeys the laws of catalogs and gives the numbers worked out by hand; identities hold on any rows.
/// </summary>
public sealed class CriterionConformanceTests : CatalogConformance<Criterion>
{
    public static TheoryData<string> Ids => [.. Criterion.All.Select(criterion => criterion.Id)];

    protected override Catalog<Criterion> Catalog => Criterion.All;

    protected override string GuidePage => "docs/guide/fairness.md";

    protected override string Module => "Fairness";

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_golden_cases_are_met(string id)
    {
        foreach (GoldenCase golden in GoldenCase.Load(Module, id))
        {
            GoldenRows given = GoldenRows.Of(golden);
            golden.ShouldMatch(given.Rows.Evaluate(Criterion.All[id], given.Rule));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Relabeling_the_groups_changes_nothing(string id)
    {
        for (int seed = 0; seed < 20; seed++)
        {
            OracleRows rows = RandomRows.Of(seed, 60, "abc");
            rows = Criterion.All[id].NeedsTwoGroups ? rows.In("a", "b") : rows;
            OracleRows relabeled = rows with
            {
                Groups = [.. rows.Groups.Select(group => group switch { "a" => "z", "b" => "y", _ => "x" })],
                Reference = "z",
            };
            Statistic expected = (rows with { Reference = "a" }).Evaluate(Criterion.All[id], DecisionRule.Default);
            RandomRows.ShouldBeClose(
                expected, relabeled.Evaluate(Criterion.All[id], DecisionRule.Default), 1e-12, $"{id}, seed {seed}");
        }
    }

    [Fact]
    public void Definitions_of_several_tools_are_one_number_where_the_specification_says_so()
    {
        int compared = 0;
        for (int seed = 0; seed < 50; seed++)
        {
            OracleRows rows = RandomRows.Of(seed, 60, "abc");
            OracleRows two = rows.In("a", "b");
            (OracleRows Rows, string One, string Other, Func<double, double> Map)[] identities =
            [
                (rows, "eod@fairmedfm", "equalized_odds_difference@mean", value => 1 - value),
                (rows, "eo@fairmedfm", "equal_opportunity_difference", value => value),
                (two, "eqodd@medfair", "eod@fairmedfm", value => value),
                (rows, "tnr_gap", "predictive_equality_difference", value => value),
                (rows, "four_fifths", "demographic_parity_ratio", value => value),
                (two, "dp@medfair", "demographic_parity_difference", value => 1 - value),
                (two, "average_odds_error@aif360", "equalized_odds_difference@mean", value => value),
            ];
            foreach ((OracleRows on, string one, string other, Func<double, double> map) in identities)
            {
                Statistic expected = on.Evaluate(Criterion.Resolve(other), DecisionRule.Default).Select(map);
                RandomRows.ShouldBeClose(
                    expected, on.Evaluate(Criterion.Resolve(one), DecisionRule.Default), 1e-12, $"{one}, seed {seed}");
                compared += expected.IsDefined ? 1 : 0;
            }
        }

        Assert.True(compared > 300, $"Only {compared} comparisons had a value.");
    }

    protected override Citation? CitationOf(Criterion entry) => entry.Source;
}
