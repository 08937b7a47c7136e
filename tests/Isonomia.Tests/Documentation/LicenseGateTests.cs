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
    [InlineData("CC BY-SA", "research", "process", "allowed_with_duties")]
    [InlineData("CC BY-SA", "research", "redistribute", "unknown")]
    [InlineData("CC BY-NC-SA", "commercial", "process", "refused")]
    [InlineData("https://creativecommons.org/licenses/by/", "training", "adapt", "unknown")]
    public void A_version_that_is_not_stated_is_said_to_be_assumed(
        string license, string purpose, string action, string answer)
    {
        GateDecision decision = LicenseGate.Decide(new DataUse { Purpose = purpose, Action = action },
            [new GateInput("data", license, [], [])]);
        Assert.Equal(answer, decision.Answer);
        Assert.All(decision.Reasons, reason =>
            Assert.EndsWith("(version not stated)", reason.Rule, StringComparison.Ordinal));
        Assert.Contains(decision.Reasons, reason =>
            reason.Sentence.Contains("states no version", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("https://creativecommons.org/publicdomain/mark/1.0/")]
    [InlineData("https://creativecommons.org.example.com/licenses/by/4.0/")]
    [InlineData("https://example.com/MIT")]
    [InlineData("CC BY 3.0 IGO")]
    [InlineData("Apache")]
    [InlineData("CC BY-NC-SA 3.0")]
    public void What_the_table_does_not_know_stays_unknown(string license)
    {
        Assert.Null(License.Find(license));
        GateDecision decision = LicenseGate.Decide(new DataUse(), [new GateInput("data", license, [], [])]);
        Assert.Equal("unknown", decision.Answer);
        Assert.Contains("is not in the table", decision.Reasons[0].Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_licence_that_a_person_read_is_decided_by_what_they_read_with_the_hash_of_its_text()
    {
        using ScratchFolder folder = new();
        File.WriteAllText(folder.File("dua.txt"), "abc");
        File.WriteAllText(folder.File("dua.json"), """
            { "id": "house-dua", "label": "House agreement", "text": "dua.txt", "commercial": "no",
              "derivatives": "yes", "redistribution": "no", "share_alike": "no", "clinical_use": "unknown",
              "access": "application", "read_by": "data steward", "read_on": "2026-11-20" }
            """);
        var entry = LicenseEntry.Read(folder.File("dua.json"));

        // SHA-256 of "abc", FIPS 180-2, appendix B.1.
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", entry.TextSha256);
        GateInput input = new("data", null, [], []) { Entry = entry };
        Assert.Equal("allowed_with_duties", LicenseGate.Decide(new DataUse(), [input]).Answer);
        Assert.Equal("refused", LicenseGate.Decide(new DataUse { Action = "redistribute" }, [input]).Answer);
        Assert.Equal("unknown", LicenseGate.Decide(Clinical, [input]).Answer);
        Assert.Contains("read by data steward on 2026-11-20",
            LicenseGate.Decide(new DataUse(), [input]).Reasons[0].Rule,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Every_fault_of_a_licence_entry_is_told_at_once()
    {
        using ScratchFolder folder = new();
        File.WriteAllText(folder.File("dua.json"), """
            { "id": "MIT", "label": "x", "text": "absent.txt", "commercial": "perhaps", "derivatives": "yes",
              "share_alike": "no", "clinical_use": "unknown", "access": "open", "read_by": "y", "read_on": "soon" }
            """);
        string[] sentences = [.. Assert.Throws<Isonomia.Datasets.TableException>(() =>
            LicenseEntry.Read(folder.File("dua.json"))).Problems.Select(problem => problem.Sentence)];
        Assert.Equal(
        [
            "dua.json: the table has a licence 'MIT' already; choose another id.",
            "dua.json: 'commercial' is 'perhaps'; expected one of yes, no, unknown.",
            "dua.json: 'redistribution' is missing; expected a text.",
            "dua.json: the text 'absent.txt' is not beside it.",
            "dua.json: 'read_on' is 'soon'; expected a day as yyyy-MM-dd.",
        ], sentences);
    }

    [Fact]
    public void A_card_never_states_a_version_that_nobody_stated()
    {
        using ScratchFolder folder = new();
        string path = folder.File("table.csv");
        File.WriteAllText(path, "id,sex,finding\n1,F,1\n2,M,0\n");
        CohortDocument document = CohortDocumentation.Run(new DocumentRequest
        {
            Source = new Isonomia.Datasets.CohortSource { Path = path, Attributes = ["sex"], Labels = ["finding"] },
            License = "CC BY-SA",
        });
        string card = HuggingFaceCard.Of(document, DatasheetAnswers.None, null).ToText();
        Assert.Contains("license: other\nlicense_name: \"CC BY-SA (version not stated)\"", card,
            StringComparison.Ordinal);
        Assert.DoesNotContain("4.0", CroissantWriter.Write(document, DatasheetAnswers.None).Json["license"]!.ToString(),
            StringComparison.Ordinal);
    }

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
