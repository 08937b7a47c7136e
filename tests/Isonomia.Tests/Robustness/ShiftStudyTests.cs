using System.Text.Json;
using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Fairness;
using Isonomia.Robustness;

namespace Isonomia.Tests;

public sealed class ShiftStudyTests
{
    [Fact]
    public void A_gap_that_was_put_in_at_one_site_is_found_there_and_only_there()
    {
        using EmbeddedPhantom phantom = new(siteEffect: 2, patients: 800);
        ShiftStudyResult result = ShiftStudy.Run(Request(phantom));
        Assert.Equal(["north", "south"], result.Models.Select(model => model.Site));
        ShiftPair away = result.Pairs.Single(pair => pair.First == "north");
        AttributeShift sex = Assert.Single(away.Attributes);
        Assert.Equal("female", sex.SecondWorst);
        Assert.True(sex.SecondGap > 0.2 && sex.SecondVerdict == "disparity_found",
            $"{sex.SecondGap} {sex.SecondVerdict}");
        GroupShift female = sex.Groups.Single(group => group.Group == "female");
        Assert.True(female.ChangeHigh < 0, $"{female.Change} [{female.ChangeLow}, {female.ChangeHigh}]");
        Assert.NotNull(female.Transported);
        Assert.Contains("covariate_shift", away.Present);
        Assert.Equal("label", sex.MatchedBy);
        Assert.NotNull(sex.MatchedGap);
        Assert.All(away.Decompositions,
            one => Assert.Equal(one.Difference!.Value, one.Composition!.Value + one.Rate!.Value, 1e-12));
        Assert.Equal(result.Pairs.Count, result.Transfer.Count);

        string json = ShiftJson.Serialize(result);
        Assert.Equal(json, ShiftJson.Serialize(ShiftStudy.Run(Request(phantom) with { Threads = 1 })));
        Assert.Equal("isonomia.shift/1", JsonDocument.Parse(json).RootElement.GetProperty("schema").GetString());
    }

    [Fact]
    public void The_same_site_twice_shows_no_shift()
    {
        using EmbeddedPhantom phantom =
            new(change: cells => cells["site"] = int.Parse(cells["patient"][1..]) % 3 == 0 ? "a" : "b");
        ShiftStudyResult result = ShiftStudy.Run(Request(phantom) with { TrainingSites = ["b"], MinimumPatients = 15 });
        ShiftPair pair = Assert.Single(result.Pairs);
        Assert.Empty(pair.Present);
        Assert.True(pair.Overall.ChangeLow < 0 && pair.Overall.ChangeHigh > 0);
    }

    [Fact]
    public void Too_few_sites_unknown_sites_and_group_thresholds_are_refused()
    {
        using EmbeddedPhantom phantom = new();
        Assert.Contains("needs two", Assert.Throws<ProbeException>(
            () => ShiftStudy.Run(Request(phantom) with { MinimumPatients = 1000 })).Message, StringComparison.Ordinal);
        Assert.Throws<Catalogs.UnknownNameException>(() =>
            ShiftStudy.Run(Request(phantom) with { TrainingSites = ["east"] }));
        Assert.Throws<ArgumentException>(() =>
            ShiftStudy.Run(Request(phantom) with { Threshold = "per_group(youden)" }));
    }

    [Fact]
    public void Groups_that_differ_between_the_places_are_refused()
    {
        PredictionTable Table(params string[] groups) => new()
        {
            RowCount = 2, Outcome = new Outcome.Binary([0, 1], [0.2, 0.8], "1"), UnitCount = 2,
            Attributes = [new Grouping("sex", groups, [0, 1])], Fingerprint = new DataFingerprint(string.Empty, []),
        };
        Assert.Throws<ArgumentException>(() => ShiftAudit.Run(new ShiftRequest
        {
            FirstName = "a", SecondName = "b", First = Table("F", "M"), Second = Table("M", "F"),
        }));
    }

    private static ShiftStudyRequest Request(EmbeddedPhantom phantom) => new()
    {
        Source = phantom.Source("sex"), Label = "dx", Site = "site", MinimumPatients = 10, Replicates = 200,
            Permutations = 49,
    };
}
