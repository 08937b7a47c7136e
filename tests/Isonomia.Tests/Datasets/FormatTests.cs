using System.Text;
using Isonomia.Datasets;

namespace Isonomia.Tests;

public sealed class FormatTests : IDisposable
{
    private const string Csv =
        """"
        id,label,score,sex,age,patient_id
        a,1,0.75,female,34,P1
        b,0,0.5,"male",79,P2
        c,,1e-3,,,P1
        d,0,0.25,"x, ""y""",-0.5,
        """";

    private const string JsonLines =
        """
        {"id":"a","label":1,"score":0.75,"sex":"female","age":34,"patient_id":"P1"}
        {"id":"b","label":0,"score":0.5,"sex":"male","age":79,"patient_id":"P2"}
        {"id":"c","label":null,"score":1e-3,"patient_id":"P1"}
        {"id":"d","label":0,"score":0.25,"sex":"x, \"y\"","age":-0.5,"patient_id":null}
        """;

    private readonly TableFolder _folder = new();

    public static TheoryData<string, string> TextForms => new()
    {
        { "t.csv", Csv },
        { "t.csv.gz", Csv },
        { "no_last_line_end.csv", Csv.TrimEnd() },
        { "windows.csv", Csv.ReplaceLineEndings("\r\n") },
        { "old_mac.csv", Csv.ReplaceLineEndings("\r") },
        { "bom.csv", "\uFEFF" + Csv.ReplaceLineEndings("\r\n") },
        { "t.tsv", Tabs(Csv) },
        { "t.txt", Tabs(Csv) },
        { "semicolons.csv", "\uFEFF" + Tabs(Csv).Replace('\t', ';').ReplaceLineEndings("\r\n") },
        { "bars.txt.gz", Tabs(Csv).Replace('\t', '|') },
        { "t.jsonl", JsonLines },
        { "t.ndjson.gz", JsonLines },
        { "lines.json", JsonLines },
        { "array.json", "[" + JsonLines.ReplaceLineEndings(",\n").TrimEnd('\n', ',') + "]" },
        { "blank lines.csv", Csv.ReplaceLineEndings("\n\n") },
        { "it's [a] *star?.csv", Csv },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(TextForms))]
    public void Reads_the_same_table_from_every_text_form(string name, string text) =>
        AssertTable(_folder.Write(name, text));

    [Fact]
    public void Reads_the_same_table_from_Parquet()
    {
        string source = _folder.Write("t.csv", Csv);
        string path = _folder.Parquet(
            "t.parquet", $"SELECT * FROM read_csv('{source}', header=true, quote='\"', delim=',')");
        AssertTable(path);
    }

    [Fact]
    public void Writes_whole_floating_point_groups_as_in_a_text_file()
    {
        string path = _folder.Parquet(
            "f.parquet",
            "SELECT * FROM (VALUES (true, 0.5::FLOAT, 1.0::DOUBLE), (false, 0.25::FLOAT, 2.5::DOUBLE), (NULL, NULL, "
                + "'nan'::DOUBLE)) "
            + "AS t(label, score, fitzpatrick)");
        PredictionTable table = PredictionReader.Read(TableFolder.Request(path, "fitzpatrick"));
        var outcome = Assert.IsType<Outcome.Binary>(table.Outcome);
        Assert.Equal([1, 0, -1], outcome.Labels);
        Assert.Equal([0.5, 0.25, double.NaN], outcome.Scores);
        Assert.Equal(["1", "2.5"], table.Attributes[0].Groups);
        Assert.Equal([0, 1, -1], table.Attributes[0].Codes);
    }

    [Fact]
    public void Does_not_take_a_column_from_the_folder_names()
    {
        Directory.CreateDirectory(_folder.At("sex=F"));
        string path = _folder.Parquet(Path.Combine("sex=F", "t.parquet"), "SELECT 1 AS label, 0.5 AS score");
        var error = Assert.Throws<Catalogs.UnknownNameException>(
            () => PredictionReader.Read(TableFolder.Request(path, "sex")));
        Assert.Equal("Column 'sex' is unknown. Known: label, score.", error.Message);
    }

    [Fact]
    public void Finds_a_key_that_only_a_late_line_has()
    {
        var text = new StringBuilder();
        for (int i = 0; i < 30_000; i++)
        {
            text.Append("{\"label\":").Append(i % 2).Append(",\"score\":0.5}\n");
        }

        text.Append("{\"label\":1,\"score\":0.5,\"sex\":\"F\"}\n");
        PredictionTable table = PredictionReader.Read(
            TableFolder.Request(_folder.Write("late.jsonl", text.ToString()), "sex"));
        Assert.Equal(30_001, table.RowCount);
        Assert.Equal(0, table.Attributes[0].Codes[^1]);
    }

    [Fact]
    public void Reads_quoted_cells_with_line_ends_in_either_form()
    {
        string csv = "label,score,site\r\n1,0.5,\"upper\nleft\"\r\n0,0.25,\"upper\nleft\"\r\n";
        PredictionTable table = _folder.Read(csv, "site");
        Assert.Equal(["upper\nleft"], table.Attributes[0].Groups);
        Assert.Equal(2, table.RowCount);
    }

    [Fact]
    public void Hashes_the_bytes_on_disk()
    {
        PredictionTable table = _folder.Read("label,score\n1,0.5\n0,0.25\n");
        FileFingerprint file = Assert.Single(table.Fingerprint.Files);
        Assert.Equal(new FileFingerprint("p.csv", Sha256Of("label,score\n1,0.5\n0,0.25\n"), 25, 2), file);
        Assert.Equal(Sha256Of(file.Sha256), table.Fingerprint.Sha256);
    }

    private static string Sha256Of(string text) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    /// <summary>Commas outside quotes become tabs.</summary>
    private static string Tabs(string csv)
    {
        bool quoted = false;
        return string.Concat(csv.Select(letter =>
        {
            quoted ^= letter == '"';
            return letter == ',' && !quoted ? '\t' : letter;
        }));
    }

    private static void AssertTable(string path)
    {
        PredictionTable table = PredictionReader.Read(TableFolder.Request(path, "sex", "age:0,40") with
        {
            Unit = "patient_id",
            Id = "id",
        });
        var outcome = Assert.IsType<Outcome.Binary>(table.Outcome);
        Assert.Equal(4, table.RowCount);
        Assert.Equal([1, 0, -1, 0], outcome.Labels);
        Assert.Equal([0.75, 0.5, 1e-3, 0.25], outcome.Scores);
        Assert.Equal(["female", "male", "x, \"y\""], table.Attributes[0].Groups);
        Assert.Equal([0, 1, -1, 2], table.Attributes[0].Codes);
        Assert.Equal(["[0, 40)", "≥40"], table.Attributes[1].Groups);
        Assert.Equal([0, 1, -1, -1], table.Attributes[1].Codes);
        Assert.Equal([0, 1, 0, 2], table.Units!);
        Assert.Equal(3, table.UnitCount);
        Assert.Equal(
            [
                "rows_without_label", "rows_without_attribute", "values_below_first_bin", "rows_without_attribute",
                "rows_without_unit"],
            table.Notes.Select(note => note.Id));
    }
}
