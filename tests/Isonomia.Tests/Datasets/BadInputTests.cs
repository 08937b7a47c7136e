using System.Text;
using Isonomia.Catalogs;
using Isonomia.Datasets;

namespace Isonomia.Tests;

public sealed class BadInputTests : IDisposable
{
    private readonly TableFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Offers_near_names_for_an_unknown_column()
    {
        var error = Assert.Throws<UnknownNameException>(() => _folder.Read("label,score,sex\n1,0.5,F\n", "sexx"));
        Assert.Equal("Column 'sexx' is unknown; did you mean 'sex'? Known: label, score, sex.", error.Message);
    }

    [Fact]
    public void Matches_column_names_exactly()
    {
        var error = Assert.Throws<UnknownNameException>(() => _folder.Read("label,score,Sex\n1,0.5,F\n", "sex"));
        Assert.Equal("Column 'sex' is unknown; did you mean 'Sex'? Known: label, score, Sex.", error.Message);
    }

    [Fact]
    public void Names_a_missing_file_and_a_missing_folder_together()
    {
        PredictionRequest request = TableFolder.Request(_folder.At("no.csv")) with
        {
            Paths = [_folder.At("no.csv"), _folder.At("gone/no.csv")],
        };
        var error = Assert.Throws<TableException>(() => PredictionReader.Read(request));
        Assert.Equal(
            $"no.csv was not found in the folder {_folder.Root}.\n"
            + $"no.csv was not found; the folder {_folder.At("gone")} does not exist.",
            error.Message);
    }

    [Fact]
    public void Refuses_a_folder()
    {
        Directory.CreateDirectory(_folder.At("d.csv"));
        Fails(
            _folder.At("d.csv"),
            $"{_folder.At("d.csv")} is a folder; expected a file (.csv, .tsv, .txt, .jsonl, .ndjson, .json (each also "
                + ".gz) or .parquet).");
    }

    [Fact]
    public void Refuses_a_file_that_does_not_end_like_a_table() => Fails(
        _folder.Write("t.xlsx", "x"),
        "t.xlsx does not end like a table; expected .csv, .tsv, .txt, .jsonl, .ndjson, .json (each also .gz) or "
            + ".parquet.");

    [Fact]
    public void Refuses_an_empty_file() =>
        Fails(_folder.Write("t.csv", string.Empty), "t.csv is empty; expected a table with at least one row.");

    [Fact]
    public void Refuses_a_header_without_rows() =>
        Fails(_folder.Write("t.csv", "label,score\n"), "t.csv has a header but no rows; expected at least one row.");

    [Theory]
    [InlineData("\n\n\n")]
    [InlineData("\uFEFF\r\n")]
    [InlineData(",,\n1,2,3\n")]
    public void Refuses_a_file_without_columns(string text) =>
        Fails(_folder.Write("t.csv", text), "t.csv has no columns; expected a header and rows.");

    [Fact]
    public void Refuses_a_truncated_Parquet_file()
    {
        string path = _folder.Parquet("t.parquet", "SELECT 1 AS label, 0.5 AS score FROM range(1000)");
        byte[] bytes = File.ReadAllBytes(path);
        Fails(
            _folder.Write("cut.parquet", bytes[..(bytes.Length / 2)]),
            "cut.parquet is cut off: a Parquet file ends with the mark 'PAR1' and this one does not; copy it again.");
    }

    [Fact]
    public void Refuses_a_Parquet_file_with_damaged_metadata()
    {
        string path = _folder.Parquet("t.parquet", "SELECT 1 AS label, 0.5 AS score FROM range(1000)");
        byte[] bytes = File.ReadAllBytes(path);
        bytes.AsSpan(bytes.Length - 100, 60).Fill(0xFF);
        Fails(
            _folder.Write("bad.parquet", bytes),
            "bad.parquet is damaged: its Parquet metadata or pages cannot be decoded; export it again.");
    }

    [Theory]
    [InlineData("t.csv", "PAR1....", "t.csv holds Parquet, but its name says text; rename it or export it again.")]
    [InlineData(
        "t.csv", "PK\u0003\u0004..",
        "t.csv holds a ZIP archive (a spreadsheet?), but its name says text; rename it or export it again.")]
    [InlineData(
        "t.parquet", "label,score\n1,1\n",
        "t.parquet holds something else, but its name says Parquet; rename it or export it again.")]
    public void Refuses_contents_that_the_name_does_not_promise(string name, string text, string sentence) =>
        Fails(_folder.Write(name, Encoding.Latin1.GetBytes(text)), sentence);

    [Fact]
    public void Refuses_text_that_is_called_gzip()
    {
        File.WriteAllText(_folder.At("t.csv.gz"), "label,score\n1,0.5\n");
        Fails(
            _folder.At("t.csv.gz"),
            "t.csv.gz holds something else, but its name says gzip; rename it or export it again.");
    }

    [Fact]
    public void Refuses_a_truncated_gzip_file()
    {
        string path = _folder.Write(
            "t.csv.gz", "label,score\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"1,0.{i}\n")));
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(_folder.At("cut.csv.gz"), bytes[..(bytes.Length / 2)]);
        Fails(
            _folder.At("cut.csv.gz"),
            "cut.csv.gz is cut off, or holds several gzip members; expected one whole gzip stream.");
    }

    [Fact]
    public void Refuses_UTF16() => Fails(
        _folder.Write(
            "t.csv", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("label,score\n")).ToArray()),
        "t.csv is UTF-16 text; save it as UTF-8.");

    [Fact]
    public void Names_the_first_line_that_is_not_UTF8() => Fails(
        _folder.Write("t.csv", Encoding.Latin1.GetBytes("label,score,sex\n1,0.5,F\n0,0.5,weiblich \u00E4\n")),
        "t.csv line 3 is not UTF-8 text (Latin-1 or Windows-1252?); save the file as UTF-8.");

    [Fact]
    public void Names_NUL_bytes_and_bad_encoding_together() => Fails(
        _folder.Write("t.csv", Encoding.Latin1.GetBytes("label,score\n1,0.5\u0000\n0,\u00FF\n")),
        "t.csv line 2 has a NUL byte; expected text (is the file damaged, or UTF-16?).\n"
        + "t.csv line 3 is not UTF-8 text (Latin-1 or Windows-1252?); save the file as UTF-8.");

    [Theory]
    [InlineData("huge.csv", "label,score\n1,0.5\n", 3)]
    [InlineData("huge.jsonl", "{\"label\":1,\"score\":0.5}\n", 2)]
    public void Refuses_an_endless_line_without_reading_it(string name, string start, int line)
    {
        string path = _folder.Write(name, start);
        using (var file = new FileStream(path, FileMode.Append))
        {
            byte[] block = new byte[1 << 20];
            Array.Fill(block, (byte)'7');
            for (int i = 0; i < 8; i++)
            {
                file.Write(block);
            }

            file.SetLength(1L << 30);
        }

        long before = GC.GetAllocatedBytesForCurrentThread(); // the other tests allocate too
        Fails(path, $"{name} line {line} is longer than 2 MiB; expected one row a line.");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 1, 16 << 20);
    }

    [Fact]
    public void Names_rows_with_too_few_and_too_many_cells_and_open_quotes_together() => Fails(
        _folder.Write("t.csv", "id,label,score\na,1,0.5\nb,0\nc,1,0.2,9\nd,1\ne,0,\"0.1\n"),
        "t.csv row 3 has 2 cells; the header has 3 (and 1 more such rows).\n"
        + "t.csv row 4 has 4 cells; the header has 3.\n"
        + "t.csv row 6 has a stray or unclosed quotation mark; expected RFC 4180 text.");

    [Fact]
    public void Refuses_stray_quotes() => Fails(
        _folder.Write("t.csv", "label,score,sex\n1,0.5,\"F\"x\n0,0.5,M\n"),
        "t.csv row 2 has a stray or unclosed quotation mark; expected RFC 4180 text.");

    [Fact]
    public void Refuses_mixed_line_ends() => Fails(
        _folder.Write("t.csv", "label,score\n1,0.5\r\n0,0.5\n"),
        "t.csv has a stray quotation mark, or Windows and Unix line ends are mixed; expected RFC 4180 text.");

    [Fact]
    public void Refuses_a_column_that_is_there_twice() => Fails(
        _folder.Write("t.csv", "label,score,score\n1,0.5,0.6\n"),
        "t.csv has 2 columns named 'score'; expected distinct names.");

    [Fact]
    public void Ignores_other_columns_that_are_there_twice_or_have_no_name() =>
        Assert.Equal(1, _folder.Read(",label,score,x,x\n0,1,0.5,,\n").RowCount);

    [Fact]
    public void Names_the_rows_of_cells_that_are_not_numbers_without_showing_them() => Fails(
        _folder.Write("t.csv", "label,score\n1,0.5\n0,secret\n1,x\n1,0.1\n0,y\n0,z\n"),
        "t.csv row 3: column 'score' has 4 cells that are not numbers (next: row 4, 6, …); expected numbers with a "
            + "decimal "
        + "point, or name what stands for 'unknown' as a missing value.",
        row: 3,
        column: "score");

    [Fact]
    public void Recognizes_decimal_commas() => Fails(
        _folder.Write("t.csv", "label;score\n1;0,5\n"),
        "t.csv row 2: column 'score' has a cell that is not a number; expected numbers with a decimal point (decimal "
            + "commas "
        + "are not read), or name what stands for 'unknown' as a missing value.");

    [Fact]
    public void Names_ragged_rows_and_bad_numbers_together() => Fails(
        _folder.Write("t.csv", "label,score\n1\n0,x\n"),
        "t.csv row 2 has 1 cell; the header has 2.\n"
        + "t.csv row 3: column 'score' has a cell that is not a number; expected numbers with a decimal point, or name "
        + "what "
        + "stands for 'unknown' as a missing value.");

    [Theory]
    [InlineData(
        "{\"label\":1,\"score\":0.5}\n{\"label\":tr\n",
        "t.jsonl row 2 is not a whole JSON object; expected one object a line, or one array of objects.")]
    [InlineData(
        "{\"label\":1,\"score\":0.5}\n5\n",
        "t.jsonl row 2 is not a whole JSON object; expected one object a line, or one array of objects.")]
    [InlineData(
        "label,score\n1,0.5\n",
        "t.jsonl row 1 is not a whole JSON object; expected one object a line, or one array of objects.")]
    public void Names_the_line_that_is_not_JSON(string text, string sentence) =>
        Fails(_folder.Write("t.jsonl", text), sentence);

    [Fact]
    public void Names_the_second_file_where_its_row_is_wrong()
    {
        PredictionRequest request = TableFolder.Request(_folder.Write("a.csv", "label,score\n1,0.5\n0,0.5\n"));
        request = request with { Paths = [.. request.Paths, _folder.Write("b.csv", "score,label\n0.5,1\nx,0\n")] };
        var error = Assert.Throws<TableException>(() => PredictionReader.Read(request));
        Assert.StartsWith(
            "b.csv row 3: column 'score' has a cell that is not a number;", error.Message, StringComparison.Ordinal);
        Assert.Equal(request.Paths[1], error.File);
    }

    [Fact]
    public void Refuses_files_with_different_columns()
    {
        PredictionRequest request = TableFolder.Request(_folder.Write("a.csv", "label,score,sex\n1,0.5,F\n"), "sex");
        request = request with { Paths = [.. request.Paths, _folder.Write("b.csv", "label,score\n1,0.5\n")] };
        var error = Assert.Throws<TableException>(() => PredictionReader.Read(request));
        Assert.Equal(
            "b.csv has no column 'sex' that a.csv has; expected the same columns in every file.", error.Message);
    }

    [Fact]
    public void Refuses_an_attribute_with_ten_thousand_values()
    {
        string rows = string.Concat(Enumerable.Range(0, 10_000).Select(i => $"{i % 2},0.5,{i}\n"));
        Fails(
            _folder.Write("t.csv", "label,score,age\n" + rows),
            "t.csv column 'age' has more than 1,000 different values, too many for groups; give bins (age:0,40,60), a "
                + "mapping, "
            + "or another column.",
            column: "age",
            attributes: "age");
    }

    [Fact]
    public void Stops_when_asked()
    {
        string path = _folder.Write("t.csv", "label,score\n1,0.5\n");
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            PredictionReader.Read(TableFolder.Request(path), null, stop.Token));
    }

    private static void Fails(
        string path, string message, long? row = null, string? column = null, params string[] attributes)
    {
        var error = Assert.Throws<TableException>(() => PredictionReader.Read(TableFolder.Request(path, attributes)));
        Assert.Equal(message, error.Message);
        Assert.Equal(path, error.File);
        Assert.Equal(row ?? error.Row, error.Row);
        Assert.Equal(column ?? error.Column, error.Column);
    }
}
