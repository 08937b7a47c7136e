using System.Text;
using System.Text.Json;

namespace Isonomia.EndToEnd;

/// <summary>Data that are wrong in the ways data are wrong: one clear sentence and the right exit code, or a decision
/// that is told on the terminal, in the report and in audit.json.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Three_labels_are_refused_with_what_to_do() => await Refused(
        _folder.Write("t.csv", Csv(row => row with { Label = $"{row.Index % 3}" })),
        "t.csv column 'label' has 3 different labels",
        "(--positive)");

    [Fact]
    public async Task An_empty_file_and_a_header_alone_are_refused()
    {
        await Refused(_folder.Write("t.csv", string.Empty), "t.csv is empty");
        await Refused(_folder.Write("h.csv", "id,patient,label,score,sex,split\n"), "h.csv has a header but no rows");
    }

    [Fact]
    public async Task A_truncated_Parquet_file_is_refused()
    {
        await File.WriteAllBytesAsync(_folder["t.parquet"], [.. "PAR1"u8, .. new byte[200]]);
        await Refused(_folder["t.parquet"], "t.parquet is cut off");
    }

    [Fact]
    public async Task Text_that_is_not_UTF8_is_refused_with_the_line()
    {
        string text = Csv(row => row with { Sex = row.Sex == "M" ? "männlich" : "weiblich" });
        await File.WriteAllBytesAsync(_folder["t.csv"], Encoding.Latin1.GetBytes(text));
        await Refused(_folder["t.csv"], "t.csv line", "is not UTF-8");
    }

    [Fact]
    public async Task An_attribute_with_ten_thousand_values_is_refused() => await Refused(
        _folder.Write("t.csv", Csv(row => row with { Sex = $"g{row.Index}" }, 10_000)),
        "t.csv column 'sex' has more than",
        "give bins");

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_line_of_a_gibibyte_is_refused_without_reading_it_whole()
    {
        await using (FileStream file = File.Create(_folder["t.csv"]))
        {
            file.Write("id,patient,label,score,sex,split\n"u8);
            byte[] part = new byte[1 << 24];
            part.AsSpan().Fill((byte)'a');
            for (int i = 0; i < 64; i++)
            {
                file.Write(part);
            }
        }

        await Refused(_folder["t.csv"], "t.csv line 2");
    }

    [Fact]
    public async Task A_mark_and_semicolons_change_nothing()
    {
        string plain = Csv(row => row);
        await Audited(_folder.Write("t.csv", plain));
        string first = Groups();
        await File.WriteAllTextAsync(
            _folder["s.csv"], plain.Replace(',', ';'), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await Audited(_folder["s.csv"]);
        Assert.Equal(first, Groups());
    }

    [Fact]
    public async Task Scores_that_are_no_probabilities_or_no_numbers_are_told()
    {
        Told(
            await Audited(_folder.Write("t.csv", Csv(row => row.Index == 7 ? row with { Score = "1.7" } : row))),
            "1 row has a score in 'score' outside [0, 1]");
        Told(
            await Audited(_folder.Write("t.csv", Csv(row => row.Index == 7 ? row with { Score = "NaN" } : row))),
            "1 row has no finite number in 'score'");
    }

    [Fact]
    public async Task A_group_of_one_and_a_group_without_positives_are_named_and_block_the_verdict()
    {
        ProcessResult one = await Audited(
            _folder.Write("t.csv", Csv(row => row.Index == 7 ? row with { Sex = "X" } : row)));
        Assert.Contains("Insufficient evidence", one.Output, StringComparison.Ordinal);
        Assert.Contains("sex 'X' (1 rows)", Json("verdict", "not_assessed"), StringComparison.Ordinal);

        await Audited(_folder.Write("t.csv", Csv(row => row.Sex == "M" ? row with { Label = "0" } : row)));
        Assert.Contains("sex 'M'", Json("verdict", "not_assessed"), StringComparison.Ordinal);
        Assert.Contains("no_positives", Json("undefined"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_one_class_is_told() => Told(
        await Audited(_folder.Write("t.csv", Csv(row => row with { Label = "1" }))),
        "Every known label of 'label' is positive");

    [Fact]
    public async Task Ids_that_repeat_are_told() => Told(
        await Audited(_folder.Write("t.csv", Csv(row => row with { Id = $"i{row.Index / 2}" }))),
        "100 rows have an identifier in 'id' that an earlier row has");

    [Fact]
    public async Task A_patient_in_two_groups_is_told() => Told(
        await Audited(_folder.Write("t.csv", Csv(row => row with { Patient = $"p{row.Index % 50}" }))),
        "units of 'patient' have rows in two or more groups of 'sex'");

    [Fact]
    public async Task A_patient_in_validation_and_test_is_told() => Told(
        await Audited(
            _folder.Write("t.csv", Csv(row => row with { Split = row.Index % 2 == 0 ? "val" : "test" })),
            "--split", "split", "--validation", "val", "--test", "test"),
        "100 units of 'patient' have rows in two or more splits of 'split'");

    private static string Csv(Func<Row, Row> change, int count = 200)
    {
        StringBuilder text = new("id,patient,label,score,sex,split\n");
        for (int i = 0; i < count; i++)
        {
            Row row = change(new Row(
                i, $"i{i}", $"p{i / 2}", $"{(i * 7 % 10) / 5}", $"0.{(i * 37) % 100:00}", i % 4 < 2 ? "F" : "M",
                    "test"));
            text.Append($"{row.Id},{row.Patient},{row.Label},{row.Score},{row.Sex},{row.Split}\n");
        }

        return text.ToString();
    }

    private async Task Refused(string table, params string[] sentences)
    {
        ProcessResult result = (await Run(table)).ShouldExitWith(3);
        Assert.All(sentences, sentence => Assert.Contains(sentence, result.Error, StringComparison.Ordinal));
        Assert.Empty(result.Output);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.False(Directory.Exists(_folder["out"]));
    }

    private async Task<ProcessResult> Audited(string table, params string[] more) =>
        (await Run(table, more)).ShouldExitWith(0);

    private void Told(ProcessResult result, string sentence)
    {
        string terminal = string.Join(
            ' ', result.Output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(sentence, terminal, StringComparison.Ordinal);
        Assert.Contains(sentence, Json(), StringComparison.Ordinal);
        Assert.Contains(
            sentence, System.Net.WebUtility.HtmlDecode(File.ReadAllText(_folder["out/report.html"])),
            StringComparison.Ordinal);
    }

    private Task<ProcessResult> Run(string table, params string[] more) => IsonomiaProcess.RunAsync(
    [
        "audit", table, "--label", "label", "--score", "score", "--attribute", "sex", "--unit", "patient", "--id", "id",
        "--replicates", "0", "--permutations", "0", "--out", _folder["out"], .. more,
    ]);

    private string Groups() => Json("groups");

    private string Json(params string[] path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(_folder["out/audit.json"]));
        return path.Aggregate(document.RootElement, (element, name) => element.GetProperty(name)).GetRawText()
            .Replace("\\u0027", "'", StringComparison.Ordinal);
    }

    private sealed record Row(
        int Index, string Id, string Patient, string Label, string Score, string Sex, string Split);
}
