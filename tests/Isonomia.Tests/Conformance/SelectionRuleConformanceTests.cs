using System.Text.Json;
using Isonomia.Catalogs;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>The laws of every selection rule.</summary>
public sealed class SelectionRuleConformanceTests : CatalogConformance<SelectionRule>
{
    protected override Catalog<SelectionRule> Catalog => SelectionRule.All;

    protected override string GuidePage => "docs/guide/individual-and-selection.md";

    protected override string Module => "Fairness/Selection";

    protected override Citation? CitationOf(SelectionRule entry) => entry.Source;

    public static TheoryData<string> Ids() => [.. SelectionRule.All.Select(rule => rule.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Golden_cases_match(string id)
    {
        foreach (GoldenCase golden in GoldenCase.Load(Module, id))
        {
            SelectionOutcome outcome = SelectionRule.All[id].Select(Read(golden.Input));
            golden.ShouldMatch(
                outcome.Selected is { } selected ? (double)selected : Statistic.Undefined(outcome.Problem!.Value));
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void An_undefined_candidate_is_named_and_changes_nothing(string id)
    {
        SelectionRequest request = Read(GoldenCase.Load(Module, id)[0].Input);
        SelectionCandidate broken = new("broken", [double.NaN, 1], 1) { ClassRecalls = [double.NaN, 1] };
        SelectionOutcome alone = SelectionRule.All[id].Select(request);
        SelectionOutcome outcome =
            SelectionRule.All[id].Select(request with { Candidates = [.. request.Candidates, broken] });
        Assert.Equal(alone.Selected, outcome.Selected);
        Assert.Equal([request.Candidates.Count], outcome.Excluded);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_order_of_groups_does_not_matter(string id)
    {
        SelectionRequest request = Read(GoldenCase.Load(Module, id)[0].Input);
        SelectionRequest mirrored = request with
        {
            Candidates = [.. request.Candidates.Select(candidate => candidate with
            {
                Groups = [.. candidate.Groups.Reverse()],
                ClassRecalls = [.. candidate.ClassRecalls.Reverse()],
            })],
        };
        Assert.Equal(SelectionRule.All[id].Select(request).Selected, SelectionRule.All[id].Select(mirrored).Selected);
    }

    private static SelectionRequest Read(JsonElement input) => new()
    {
        GapLimit = input.Number("gap_limit"),
        Candidates = [.. input.GetProperty("candidates").EnumerateArray().Select(candidate =>
            new SelectionCandidate(
                candidate.GetProperty("name").GetString()!, candidate.Numbers("groups"), candidate.Number("overall"))
            {
                ClassRecalls = candidate.Numbers("class_recalls"),
                IsBaseline = candidate.TryGetProperty("is_baseline", out _),
            })],
    };
}
