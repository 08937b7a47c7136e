using System.Globalization;
using System.Text.Json.Nodes;
using Isonomia.Catalogs;
using Isonomia.Datasets;
using Isonomia.Documentation;
using Json.Schema;

namespace Isonomia.Tests;

/// <summary>What a document takes from elsewhere: the people who are ill, withdrawn consents, the integrity check, the
/// curation; and its form.</summary>
public sealed class DocumentEvidenceTests
{
    private const string SchemaPath = "docs/schemas/cohort_document-1.schema.json";

    [Fact]
    public void Participation_to_prevalence_is_the_share_here_over_the_share_among_the_ill()
    {
        using ScratchFolder folder = new();
        File.WriteAllText(folder.File("ill.csv"),
            "condition,group,count\nfinding,F,600\nfinding,M,400\nfinding,X,10\n");
        CohortDocument document = Run(folder, request => request with { DiseaseBurden = folder.File("ill.csv") });

        // 100 patients, 40 F and 60 M; 50 with the finding, 10 F and 40 M. Among the ill 60 % F.
        Assert.Equal(["all patients", "patients with 'finding'"], document.Burdens.Select(burden => burden.Among));
        Assert.Equal(0.4 / 0.6, document.Burdens[0].Rows[0].Ratio!.Value, 1e-12);
        Assert.Equal(0.2 / 0.6, document.Burdens[1].Rows[0].Ratio!.Value, 1e-12);
        Assert.Equal(0.8 / 0.4, document.Burdens[1].Rows[1].Ratio!.Value, 1e-12);
        Assert.Equal(["X"], document.Burdens[0].NotInCohort);
        Assert.Equal("fewer than among the ill", BurdenComparison.Reading(document.Burdens[0].Rows[0].Ratio));
        Assert.Equal("adequate", BurdenComparison.Reading(0.8));
    }

    [Fact]
    public void All_faults_of_a_table_of_the_ill_are_told_at_once()
    {
        using ScratchFolder folder = new();
        File.WriteAllText(folder.File("ill.csv"),
            "condition,attribute,group,count\nfinding,sex,F,many\nfinding,gender,M,4\n,sex,M,4\n");
        TableException exception = Assert.Throws<TableException>(() =>
            Run(folder, request => request with { DiseaseBurden = folder.File("ill.csv") }));
        Assert.Equal([2, 3, 4], exception.Problems.Select(problem => (int)problem.Row!.Value));
        Assert.Contains("no attribute 'gender' was declared; declared: sex", exception.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_withdrawn_consent_refuses_every_use_and_names_nobody()
    {
        using ScratchFolder folder = new();
        File.WriteAllText(folder.File("withdrawn.csv"), "patient\np7\np8\nsomebody-else\n");
        CohortDocument document = Run(folder, request => request with { Withdrawn = folder.File("withdrawn.csv") });
        Assert.Equal(new WithdrawnCount(3, 2, 2), document.Withdrawn);
        Assert.Equal("refused", document.Gate.Answer);
        Assert.Equal("withdrawn consent", document.Gate.Reasons[0].Rule);
        Assert.DoesNotContain("p7", DocumentationJson.Serialize(document), StringComparison.Ordinal);
        Assert.Contains("withdrew their consent", DatasheetWriter.Write(document, DatasheetAnswers.None),
            StringComparison.Ordinal);

        File.WriteAllText(folder.File("withdrawn.csv"), "patient\nsomebody-else\n");
        document = Run(folder, request => request with { Withdrawn = folder.File("withdrawn.csv") });
        Assert.Equal("allowed_with_duties", document.Gate.Answer);
    }

    [Theory]
    [InlineData("blocking", 0)]
    [InlineData("major", 1)]
    [InlineData("minor", 2)]
    [InlineData("note", 3)]
    public void The_integrity_row_is_the_worst_finding_of_the_check(string severity, int level)
    {
        using ScratchFolder folder = new();
        string manifest = Run(folder).ManifestSha256;
        File.WriteAllText(folder.File("check.json"), $$"""
            { "schema": "isonomia.check/1", "manifest_sha256": "{{manifest}}", "checks": [
              { "id": "constant", "status": "found", "severity": "{{severity}}" },
              { "id": "patient_overlap", "status": "clear" } ] }
            """);
        CohortDocument document = Run(folder, request => request with { IntegrityCheck = folder.Root });
        Assert.Equal(level, Level(document, "integrity"));
        Assert.Equal(2, document.Integrity!.Ran);
    }

    [Fact]
    public void A_check_of_another_table_is_refused()
    {
        using ScratchFolder folder = new();
        File.WriteAllText(folder.File("check.json"),
            """{ "schema": "isonomia.check/1", "manifest_sha256": "00", "checks": [] }""");
        Assert.Contains("is the check of another table", Assert.Throws<TableException>(() =>
            Run(folder, request => request with { IntegrityCheck = folder.Root })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("machine", 1)]
    [InlineData("report", 1)]
    [InlineData("expert", 2)]
    [InlineData("experts_by_group", 3)]
    public void The_row_of_labels_is_what_was_stated(string? source, int level)
    {
        using ScratchFolder folder = new();
        Assert.Equal(level, Level(Run(folder, request => request with { LabelSource = source }), "labels"));
        Assert.Throws<UnknownNameException>(() => Run(folder, request => request with { LabelSource = "oracle" }));
    }

    [Theory]
    [InlineData("nothing here")]
    [InlineData("""{ "schema": "isonomia.audit/1" }""")]
    [InlineData("[]")]
    public void A_file_that_no_check_wrote_is_told_as_such(string text)
    {
        using ScratchFolder folder = new();
        File.WriteAllText(folder.File("check.json"), text);
        Assert.Contains("is not what 'isonomia check' writes", Assert.Throws<TableException>(() =>
            Run(folder, request => request with { IntegrityCheck = folder.Root })).Message, StringComparison.Ordinal);
        Assert.Contains("is not there", Assert.Throws<TableException>(() =>
            Run(folder, request => request with { Curation = folder.Root })).Message, StringComparison.Ordinal);
        File.WriteAllText(folder.File("curation.json"), text);
        Assert.Contains("'isonomia curate'", Assert.Throws<TableException>(() =>
            Run(folder, request => request with { Curation = folder.Root })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_curation_removed_stands_in_datasheet_and_croissant()
    {
        using ScratchFolder folder = new();
        string path = Table(folder);
        Isonomia.Curation.CurationResult curated = Isonomia.Curation.CohortCuration.Run(
            new Isonomia.Curation.CurationRequest
            {
                Cohort = Source(path),
                Steps = "balance(by=sex)",
            });
        File.WriteAllText(folder.File("curation.json"), Isonomia.Curation.CurationJson.Serialize(curated));
        CohortDocument document = Run(folder, request => request with { Curation = folder.Root });
        Assert.Contains("100 images of 100 patients, 20 removed (20.0 %), 80 of 80 patients left",
            document.Curation!.Steps[0], StringComparison.Ordinal);
        CroissantDocument croissant = CroissantWriter.Write(document, DatasheetAnswers.None);
        Assert.True(croissant.Validate().IsValid, croissant.Validate().Text);
        Assert.Contains("prov:wasGeneratedBy", croissant.ToText(), StringComparison.Ordinal);
        Assert.Contains("20 removed", DatasheetWriter.Write(document, DatasheetAnswers.None),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_reading_without_its_own_text_takes_the_next_simpler_one_and_says_so()
    {
        var answers = DatasheetAnswers.Parse("<!-- human:purpose -->\nTo find illness early.\n"
            + "technical: Binary classification, AUROC.\n<!-- /human:purpose -->\n"
            + "<!-- human:inclusion -->\ntechnical: n = 4.\n<!-- /human:inclusion -->\n"
            + "<!-- human:imputation -->\nNot applicable: nothing was filled in.\n<!-- /human:imputation -->\n");
        Assert.Equal(("To find illness early.", DatasheetReading.Plain),
            answers.For("purpose", DatasheetReading.Clinical));
        Assert.Equal(("Binary classification, AUROC.", DatasheetReading.Technical),
            answers.For("purpose", DatasheetReading.Technical));
        Assert.Null(answers.For("inclusion", DatasheetReading.Plain));
        using ScratchFolder folder = new();
        CohortDocument document = Run(folder);
        string clinical = DatasheetWriter.Write(document, answers, DatasheetReading.Clinical);
        Assert.Contains("To find illness early. *(as written for plain reading)*", clinical, StringComparison.Ordinal);
        Assert.Contains("*Not written for clinical reading yet.*", clinical, StringComparison.Ordinal);
        Assert.Contains("*Not answered yet:* What was done to the data", clinical, StringComparison.Ordinal);
        Assert.Contains("There are 100 images of 100 people.",
            DatasheetWriter.Write(document, answers, DatasheetReading.Plain), StringComparison.Ordinal);
        Assert.Contains("| Processing | 1 of 4 | 1 | preprocessing, deidentification |",
            DatasheetWriter.Write(document, answers), StringComparison.Ordinal);
    }

    /// <summary>ISONOMIA_UPDATE_API=1 writes the file.</summary>
    [Fact]
    public void The_committed_schema_is_the_form_of_a_document_and_documents_are_valid_under_it()
    {
        string path = Path.Combine(RepositoryFolder.Root, SchemaPath);
        string schema = DocumentationJson.Schema().ToJsonString(new() { WriteIndented = true, NewLine = "\n" }) + "\n";
        if (Environment.GetEnvironmentVariable("ISONOMIA_UPDATE_API") == "1")
        {
            File.WriteAllText(path, schema);
        }

        Assert.True(File.Exists(path), $"{SchemaPath} is missing; run the tests once with ISONOMIA_UPDATE_API=1.");
        Assert.Equal(File.ReadAllText(path), schema);
        using ScratchFolder folder = new();
        EvaluationResults evaluation = JsonSchema.FromText(schema).Evaluate(
            JsonNode.Parse(DocumentationJson.Serialize(Run(folder))),
            new EvaluationOptions { OutputFormat = OutputFormat.List });
        Assert.True(evaluation.IsValid, string.Join("\n", evaluation.Details.Where(d => d.HasErrors).Take(5)
            .Select(d => $"{d.InstanceLocation}: {string.Join("; ", d.Errors!.Values)}")));
    }

    private static int Level(CohortDocument document, string id) =>
        document.Readiness.Single(dimension => dimension.Id == id).Level;

    private static CohortSource Source(string path) => new()
    {
        Path = path, Id = "id", Unit = "patient_id", Attributes = ["sex"], Labels = ["finding"],
    };

    private static string Table(ScratchFolder folder)
    {
        string path = folder.File("table.csv");
        File.WriteAllText(path, "id,patient_id,sex,finding\n" + string.Concat(Enumerable.Range(0, 100).Select(i =>
            string.Create(CultureInfo.InvariantCulture,
                $"{i},p{i},{(i < 40 ? "F" : "M")},{(i < 10 || i >= 60 ? 1 : 0)}\n"))));
        return path;
    }

    private static CohortDocument Run(ScratchFolder folder, Func<DocumentRequest, DocumentRequest>? change = null)
    {
        DocumentRequest request = new() { Source = Source(Table(folder)), License = "CC BY 4.0", Seed = 1 };
        return CohortDocumentation.Run(change is null ? request : change(request));
    }
}
