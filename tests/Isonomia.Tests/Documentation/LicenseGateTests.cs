using Isonomia.Documentation;

namespace Isonomia.Tests;

/// <summary>The gate lets through what licences and consents allow, and nothing that nobody knows where a patient
/// depends on it.</summary>
public sealed class LicenseGateTests
{
    private static readonly DataUse Clinical = new() { Purpose = "clinical" };

    [Fact]
    public void A_model_whose_licence_forbids_medical_advice_is_refused_for_clinical_use_with_all_made_from_it()
    {
        GateInput bloom = new("base", "bigscience-bloom-rail-1.0", [], []);
        GateInput adapter = new("adapter", "Apache-2.0", [], ["base"], IsModel: true);
        Assert.Equal("refused", LicenseGate.Decide(Clinical, [bloom]).Answer);
        GateDecision decision = LicenseGate.Decide(Clinical, [bloom, adapter]);
        Assert.Equal("refused", decision.Answer);
        Assert.False(decision.Passes);
        Assert.Contains(decision.Duties,
            duty => duty.Contains("carries the use restrictions", StringComparison.Ordinal));
    }

    [Fact]
    public void A_family_of_licences_is_unknown_and_unknown_is_not_enough_for_clinical_use()
    {
        GateInput input = new("model", "openrail", [], []);
        GateDecision decision = LicenseGate.Decide(Clinical, [input]);
        Assert.Equal("unknown", decision.Answer);
        Assert.False(decision.Passes);
        Assert.True(LicenseGate.Decide(new DataUse(), [input]).Passes);
    }

    [Theory]
    [InlineData("CC BY 4.0", "allowed_with_duties")]
    [InlineData("https://creativecommons.org/licenses/by/4.0/", "allowed_with_duties")]
    [InlineData("cc0-1.0", "allowed")]
    [InlineData("none", "refused")]
    [InlineData(null, "unknown")]
    [InlineData("house rules", "unknown")]
    [InlineData("Group", "unknown")]
    public void A_licence_is_found_by_id_name_or_address(string? license, string answer) =>
        Assert.Equal(answer, LicenseGate.Decide(new DataUse(), [new GateInput("data", license, [], [])]).Answer);

    [Theory]
    [InlineData("CC-BY-NC-4.0", "commercial", "process", "refused")]
    [InlineData("CC-BY-4.0", "commercial", "process", "allowed_with_duties")]
    [InlineData("CC-BY-ND-4.0", "training", "adapt", "refused")]
    [InlineData("isonomia-phdl", "research", "redistribute", "refused")]
    [InlineData("hai-def", "clinical", "process", "allowed_with_duties")]
    public void The_use_decides(string license, string purpose, string action, string answer) => Assert.Equal(
        answer, LicenseGate.Decide(new DataUse { Purpose = purpose, Action = action },
            [new GateInput("data", license, [], [])]).Answer);

    [Fact]
    public void The_strictest_of_several_licences_wins()
    {
        GateInput[] inputs = [new("a", "CC0-1.0", [], []), new("b", "CC-BY-NC-4.0", [], [])];
        Assert.Equal("refused", LicenseGate.Decide(new DataUse { Purpose = "commercial" }, inputs).Answer);
        Assert.Equal("allowed_with_duties", LicenseGate.Decide(new DataUse(), inputs).Answer);
    }

    [Theory]
    [InlineData("HMB", "research", "allowed")]
    [InlineData("POA", "research", "refused")]
    [InlineData("NMDS", "training", "refused")]
    [InlineData("NMDS", "research", "allowed")]
    [InlineData("DUO:0000018", "commercial", "refused")]
    [InlineData("IRB", "research", "refused")]
    [InlineData("DS", "research", "unknown")]
    [InlineData("GSO", "research", "refused")]
    [InlineData("HMB", "clinical", "unknown")]
    public void A_consent_code_restricts(string code, string purpose, string answer) => Assert.Equal(
        answer, LicenseGate.Decide(new DataUse { Purpose = purpose },
            [new GateInput("data", "CC0-1.0", [code], [])]).Answer);

    [Fact]
    public void A_consent_for_a_disease_covers_its_kinds_a_date_and_a_place_are_held()
    {
        DataUse use = new()
        {
            Disease = "MONDO:2", DiseaseParents = new Dictionary<string, string> { ["MONDO:2"] = "MONDO:1" },
                Place = "Brasil", Date = new DateOnly(2026, 6, 1),
            Documents = ["IRB"],
        };
        string Answer(string code) => LicenseGate.Decide(use, [new GateInput("data", "CC0-1.0", [code], [])]).Answer;
        Assert.Equal("allowed", Answer("DS=MONDO:1"));
        Assert.Equal("refused", Answer("DS=MONDO:3"));
        Assert.Equal("allowed", Answer("IRB"));
        Assert.Equal("allowed", Answer("GS=Americas"));
        Assert.Equal("refused", Answer("GS=Europe"));
        Assert.Equal("refused", Answer("TS=2026-01-01"));
        Assert.Equal("allowed", Answer("TS=2027-01-01"));
    }

    [Fact]
    public void What_is_made_from_itself_is_refused_as_wrong_use() =>
        Assert.Throws<ArgumentException>(() => LicenseGate.Decide(
        new DataUse(), [new GateInput("a", "MIT", [], ["b"]), new GateInput("b", "MIT", [], ["a"])]));

    [Fact]
    public void An_unknown_consent_code_offers_a_near_one() =>
        Assert.Contains("HMB", Assert.Throws<Isonomia.Catalogs.UnknownNameException>(() =>
            ConsentCode.Find("HMC")).Message, StringComparison.Ordinal);
}
