using System.Text.Json;
using Isonomia.Documentation;
using Isonomia.Reporting;

namespace Isonomia.Tests;

/// <summary>The files of a documented cohort: valid, keeping what people wrote, hiding small cells, making nothing
/// up.</summary>
public sealed class DocumentFilesTests
{
    private const string Table = """
        image_id,patient_id,sex,age,finding,site,split
        1,A,female,60,1,x,train
        2,B,female,61,0,x,train
        3,C,male,62,0,x,train
        4,D,male,63,0,y,test
        5,E,male,64,1,y,test
        6,F,male,65,1,y,train
        7,G,male,66,1,y,train

        """;

    [Fact]
    public void The_croissant_file_is_valid_and_has_the_responsible_ai_terms()
    {
        using ScratchFolder folder = new();
        CroissantDocument croissant =
            CroissantWriter.Write(CohortDocumentationTests.Document(folder, Table), DatasheetAnswers.None);
        CroissantReport report = croissant.Validate();
        Assert.True(report.IsValid, report.Text);
        CroissantSummary summary = CroissantDocument.Parse(croissant.ToText()).Summarize();
        Assert.Equal(CroissantVersion.V11, summary.Version);
        Assert.Contains("female < 5 (hidden), male (hidden)",
            summary.ResponsibleAi["personalSensitiveInformation"][0], StringComparison.Ordinal);
        Assert.Contains("dataCollectionMissingData", summary.ResponsibleAi.Keys);
        Assert.Equal(["samples", "splits"], summary.RecordSets.Keys.Order(StringComparer.Ordinal));
        Assert.True(CroissantWriter.Write(CohortDocumentationTests.Document(folder, Table), DatasheetAnswers.None,
            CroissantVersion.V10).Validate().IsValid);
    }

    [Fact]
    public void Slices_of_a_series_are_one_record()
    {
        using ScratchFolder folder = new();
        string table = "id,sex,finding,series_instance_uid\n"
            + string.Concat(Enumerable.Range(0, 500).Select(i => $"{i},F,{i % 2},1.2.{i / 25}\n"));
        CohortDocument document = CohortDocumentationTests.Document(folder, table, ["sex"]);
        Assert.Equal(20, document.Series);
        CroissantDocument croissant = CroissantWriter.Write(document, DatasheetAnswers.None);
        Assert.True(croissant.Validate().IsValid);
        Assert.Equal(["uid"], croissant.Summarize().RecordSets["series"]);
        Assert.Contains("20 series of 500 images", croissant.ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Small_cells_are_hidden_in_what_leaves_the_house()
    {
        using ScratchFolder folder = new();
        CohortDocument document = CohortDocumentationTests.Document(folder, Table);
        string croissant = CroissantWriter.Write(document, DatasheetAnswers.None).ToText();
        string card = HuggingFaceCard.Of(document, DatasheetAnswers.None, null).ToText();
        Assert.Contains("female < 5 (hidden)", croissant, StringComparison.Ordinal);
        Assert.Contains("| female | < 5 | hidden | hidden | hidden |", card, StringComparison.Ordinal);
        Assert.DoesNotContain("\"dd:frequency\": 2", croissant, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_run_keeps_what_people_wrote_and_renews_the_rest()
    {
        using ScratchFolder folder = new();
        CohortDocument document = CohortDocumentationTests.Document(folder, Table);
        string output = folder.File("out");
        DocumentFolder.Write(document, output);
        string sheet = Path.Combine(output, "datasheet.md");
        string first = File.ReadAllText(sheet);
        Assert.Equal(DatasheetField.All.Count(field => field.IsHuman),
            Occurrences(first, "*To be answered by a person.*"));
        File.WriteAllText(sheet, first
            .Replace("<!-- human:purpose -->\n*To be answered by a person.*",
                "<!-- human:purpose -->\nTo find **nodules**.\n\nSecond paragraph | with a bar.",
                StringComparison.Ordinal)
            .Replace("<!-- human:creators -->\n*To be answered by a person.*",
                "<!-- human:creators -->\nHospital A; Hospital B", StringComparison.Ordinal)
            .Replace("*Filled by Isonomia from the data.*", "tampered", StringComparison.Ordinal));
        string card = Path.Combine(output, "README.md");
        File.WriteAllText(card, File.ReadAllText(card)
            .Replace("pretty_name: \"table\"\n", "pretty_name: Our name\nextra_gated_prompt: |-\n  You agree\n  to "
                + "much.\nmy_key: [1, 2] # comment\n", StringComparison.Ordinal)
            .Replace("# table\n", "# Our title\n\nOur own words.\n", StringComparison.Ordinal));
        DocumentFolder.Write(document, output);
        string second = File.ReadAllText(sheet);
        Assert.Contains("To find **nodules**.\n\nSecond paragraph | with a bar.", second, StringComparison.Ordinal);
        Assert.DoesNotContain("tampered", second, StringComparison.Ordinal);
        string again = File.ReadAllText(card);
        Assert.Contains("pretty_name: Our name\nextra_gated_prompt: |-\n  You agree\n  to much.\nmy_key: [1, 2] # "
            + "comment\n", again, StringComparison.Ordinal);
        Assert.Contains("Our own words.", again, StringComparison.Ordinal);
        Assert.Contains("To find **nodules**.", again, StringComparison.Ordinal);
        using var croissant = JsonDocument.Parse(File.ReadAllText(Path.Combine(output, "croissant.json")));
        Assert.Equal(["Hospital A", "Hospital B"], croissant.RootElement.GetProperty("creator").EnumerateArray()
            .Select(one => one.GetProperty("name").GetString()));

        DocumentFolder.Write(document, output);
        Assert.Equal(second, File.ReadAllText(sheet));
        Assert.Equal(again, File.ReadAllText(card));
    }

    [Theory]
    [InlineData("---\nlicense: mit\ntags:\n- a\n# a comment\nunknown: {x: 1}\n---\n# Body\n")]
    [InlineData("# No front matter\n")]
    [InlineData("---\nlanguage:\n- en\n---\n")]
    [InlineData("---\nnever closed\n")]
    public void A_card_that_is_read_is_written_back_unchanged(string text) =>
        Assert.Equal(text, HuggingFaceCard.Parse(text).ToText());

    [Theory]
    [InlineData(7, "n<1K")]
    [InlineData(1_000, "1K<n<10K")]
    [InlineData(25_331, "10K<n<100K")]
    [InlineData(2_000_000_000_000, "n>1T")]
    public void A_size_has_the_hubs_category(long images, string category) =>
        Assert.Equal(category, HuggingFaceCard.Size(images));

    [Fact]
    public void The_page_shows_the_numbers_loads_nothing_and_escapes_names()
    {
        using ScratchFolder folder = new();
        string page = CohortReport.Render(CohortDocumentationTests.Document(folder,
            Table.Replace("female", "<b>f", StringComparison.Ordinal)));
        Assert.Contains("What an audit of it could find", page, StringComparison.Ordinal);
        Assert.Contains("&lt;b&gt;f", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>f", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_catalogues_page_has_the_map_and_both_totals()
    {
        string page = CatalogueReport.Render(
            CatalogueStatistics.Run(new CatalogueStatisticsRequest(DatasetCatalogue.Published)));
        Assert.Contains("79,554,976", page, StringComparison.Ordinal);
        Assert.Contains("74,184,415", page, StringComparison.Ordinal);
        Assert.Contains("\"topology\"", page, StringComparison.Ordinal);
    }

    private static int Occurrences(string text, string part) => text.Split(part).Length - 1;
}
