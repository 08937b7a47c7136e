using Isonomia.Catalogs;
using Isonomia.Datasets;

namespace Isonomia.Tests;

public sealed class CohortIngestTests : IDisposable
{
    private readonly TableFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_and_a_table_become_a_cohort_that_opens_with_its_roles()
    {
        Pictures("data/images", 6);
        string table = _folder.Write("data/table.csv", Table(6));
        IngestResult result = Run(new IngestRequest
        {
            Sources = [_folder.At("data")],
            TablePath = table,
            OutputFolder = _folder.At("cohort"),
            Labels = ["finding"],
            Attributes = ["sex", "age:0,40"],
            Texts = ["note"],
        });
        Cohort cohort = Cohort.Open(new CohortSource { Path = _folder.At("cohort") });
        Assert.Equal(["i0", "i1", "i2", "i3", "i4", "i5"], cohort.Ids);
        Assert.Equal(6, result.ReadCount);
        Assert.Equal(["sex", "age"], cohort.Attributes);
        Assert.Equal(["[0, 40)", "≥40"], cohort.Groups("age").Groups);
        Assert.Equal(_folder.At("data/images/p3.png"), cohort.ImagePath(3));
        Assert.Equal(64, cohort.ImageHash(0)!.Length);
        Assert.Equal([4, 4, 4, 4, 4, 4], cohort.Numbers("pixel_width"));
        Assert.Equal("cohort", cohort.Name);
        Assert.Equal(3, cohort.Facts!.UnitCount);
        Assert.Empty(SplitOverlap.Of(cohort.Units!, cohort.Splits!));
        Assert.Equal("a, \"quoted\"", cohort.Values("note")[1]);
        Assert.Empty(cohort.MissingImages());
    }

    [Fact]
    public void What_cannot_be_read_is_listed_with_a_reason_and_never_stops_the_ingest()
    {
        Pictures("data", 3);
        _folder.Write("data/empty.png", []);
        _folder.Write("data/noise.jpg", [1, 2, 3, 4, 5]);
        byte[] whole = PngBytes.Gray(32, 32, [.. Enumerable.Range(0, 1024).Select(i => (byte)(i * 7919 >> 3))]);
        _folder.Write("data/cut.png", whole[..(whole.Length / 2)]);
        _folder.Write("data/readme.txt", "hello");
        _folder.Write("data/.hidden.png", "x");
        File.CreateSymbolicLink(_folder.At("data/dangling.png"), _folder.At("nowhere.png"));
        CohortFacts facts = Run(Folder()).Facts;
        Assert.Equal(3, facts.SampleCount);
        Assert.Equal(
            ["cut.png", "dangling.png", "empty.png", "noise.jpg"],
            facts.Unreadable.Select(file => file.Location).Order(StringComparer.Ordinal));
        Assert.All(facts.Unreadable, file => Assert.NotEmpty(file.Reason));
        Assert.Equal(1, facts.Notes.Single(note => note.Id == "files_not_pictures").Count);
        Assert.Equal(1, facts.Notes.Single(note => note.Id == "hidden_files").Count);
    }

    [Fact]
    public void Rows_without_a_file_and_paths_out_of_the_folder_are_listed()
    {
        Pictures("data", 2);
        _folder.Write("outside.png", PngBytes.Gray(2, 2, [1, 2, 3, 4]));
        string table = _folder.Write(
            "data/t.csv", "image_id,path\na,p0.png\nb,../outside.png\nc,absent.png\nd,\ne,/etc/passwd\n");
        CohortFacts facts = Run(new IngestRequest { Sources = [table], OutputFolder = _folder.At("cohort") }).Facts;
        Assert.Equal(1, facts.SampleCount);
        Assert.Equal(
            [
                new("t.csv row 3", "the path leads out of the source folder"),
                new("t.csv row 4", "the file was not found"),
                new("t.csv row 5", "the row names no file"),
                new("t.csv row 6", "the path leads out of the source folder"),
            ],
            facts.Unreadable);
    }

    [Fact]
    public void Links_that_lead_back_are_followed_once()
    {
        Pictures("data/a", 2);
        Directory.CreateSymbolicLink(_folder.At("data/a/up"), _folder.At("data"));
        Directory.CreateSymbolicLink(_folder.At("data/again"), _folder.At("data/a"));
        File.CreateSymbolicLink(_folder.At("data/self.png"), _folder.At("data/self.png"));
        CohortFacts facts = Run(Folder()).Facts;
        Assert.Equal(2, facts.SampleCount);
        Assert.Equal(2, facts.Notes.Single(note => note.Id == "folders_met_again").Count);
        Assert.Equal("self.png", Assert.Single(facts.Unreadable).Location);
    }

    [Fact]
    public void Rows_find_files_by_their_stem_where_the_table_names_none()
    {
        Pictures("data/deep/er", 4);
        string table = _folder.Write("meta.csv", "id,sex\np0,F\np1,M\np3,F\np9,M\n");
        IngestRequest request = Folder() with { TablePath = table, Attributes = ["sex"] };
        CohortFacts facts = Run(request).Facts;
        Cohort cohort = Cohort.Open(new CohortSource { Path = _folder.At("cohort") });
        Assert.Equal(["p0", "p1", "p3"], cohort.Ids);
        Assert.Equal([0, 1, 0], cohort.Groups("sex").Codes);
        Assert.Equal(1, facts.Notes.Single(note => note.Id == "files_without_row").Count);
        Assert.Equal(1, facts.Notes.Single(note => note.Id == "rows_without_file").Count);
    }

    [Fact]
    public void A_repeated_identifier_in_the_table_is_refused()
    {
        Pictures("data", 2);
        string table = _folder.Write("meta.csv", "id,sex\np0,F\np1,M\np0,M\n");
        TableException error = Assert.Throws<TableException>(() => Run(Folder() with { TablePath = table }));
        Assert.Contains("row 4: column 'id' repeats", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_file_with_the_same_identifier_is_listed()
    {
        Pictures("data/a", 1);
        Pictures("data/b", 1);
        string table = _folder.Write("meta.csv", "id,sex\np0,F\n");
        CohortFacts facts = Run(Folder() with { TablePath = table }).Facts;
        Assert.Equal(1, facts.SampleCount);
        Assert.Equal(
            new UnreadableFile("b/p0.png", "its identifier is that of an earlier file"),
            Assert.Single(facts.Unreadable));
    }

    [Fact]
    public void Unknown_columns_are_refused_with_near_names_before_files_are_read()
    {
        Pictures("data", 1);
        string table = _folder.Write("meta.csv", "id,sex\np0,F\n");
        UnknownNameException error = Assert.Throws<UnknownNameException>(
            () => Run(Folder() with { TablePath = table, Attributes = ["sexx"] }));
        Assert.Contains("did you mean 'sex'?", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder.At("cohort")));
        Assert.Throws<UnknownNameException>(() => Run(Folder() with { TablePath = table, Join = "id=stemm" }));
        Assert.Throws<TableException>(() => Run(Folder() with { Sources = [_folder.At("dada")] }));
    }

    [Fact]
    public void A_split_that_the_table_has_is_kept_and_its_overlap_reported()
    {
        Pictures("data", 4);
        string table = _folder.Write("meta.csv", "id,patient_id,split\np0,A,train\np1,A,test\np2,B,val\np3,C,test\n");
        CohortFacts facts = Run(Folder() with { TablePath = table }).Facts;
        Assert.False(facts.Split!.IsMade);
        Assert.Equal(1, facts.Split.OverlapCount);
        Assert.Equal([new("train", 1, 1), new("val", 1, 1), new("test", 2, 2)], facts.Split.Parts);
        Assert.Contains(facts.Notes, note => note.Id == "patient_overlap");
        CohortFacts mended = Run(Folder() with { TablePath = table, Resplit = true }).Facts;
        Assert.True(mended.Split!.IsMade);
        Assert.Equal(0, mended.Split.OverlapCount);
    }

    [Fact]
    public void The_same_request_gives_the_same_bytes_for_any_number_of_threads_and_reads_nothing_again()
    {
        Pictures("data", 40);
        IngestResult first = Run(Folder() with { ThreadCount = 1 });
        string bytes = Hash("cohort/manifest.parquet");
        IngestResult second = Run(Folder() with { ThreadCount = 4 });
        Assert.Equal((40, 0), (first.ReadCount, second.ReadCount));
        Assert.Equal(bytes, Hash("cohort/manifest.parquet"));
        Run(Folder() with { ThreadCount = 4, OutputFolder = _folder.At("other") });
        Assert.Equal(bytes, Hash("other/manifest.parquet"));
        File.SetLastWriteTimeUtc(_folder.At("data/p7.png"), DateTime.UnixEpoch);
        Assert.Equal(1, Run(Folder()).ReadCount);
    }

    [Fact]
    public void An_ingest_that_was_stopped_goes_on_where_it_was()
    {
        Pictures("data", 200);
        using CancellationTokenSource stop = new();
        Assert.Throws<OperationCanceledException>(() => CohortIngest.Run(
            Folder() with { ThreadCount = 1 }, new Stopper(stop), stop.Token, new JumpingClock()));
        Assert.False(File.Exists(_folder.At("cohort/manifest.parquet")));
        File.AppendAllText(_folder.At("cohort/ingest.journal"), "{\"path\":\"half a li");
        IngestResult result = Run(Folder());
        Assert.Equal(200, result.Facts.SampleCount);
        Assert.InRange(result.ReadCount, 100, 199);
        Assert.Equal(0, Run(Folder()).ReadCount);
    }

    [Fact]
    public void A_full_disk_leaves_the_older_cohort_as_it_was()
    {
        Pictures("data", 3);
        Run(Folder());
        string manifest = Hash("cohort/manifest.parquet");
        string facts = Hash("cohort/cohort.json");
        Pictures("data", 5);
        File.CreateSymbolicLink(
            _folder.At(
                $"cohort/manifest.parquet.rows.csv.{Environment.MachineName}.{Environment.ProcessId}.partial"),
            "/dev/full");
        Assert.ThrowsAny<IOException>(() => Run(Folder()));
        Assert.Equal(manifest, Hash("cohort/manifest.parquet"));
        Assert.Equal(facts, Hash("cohort/cohort.json"));
        Assert.Equal(3, Cohort.Open(new CohortSource { Path = _folder.At("cohort") }).Count);
        Assert.Equal(
            ["cohort.json", "ingest.journal", "manifest.parquet"],
            Directory.EnumerateFileSystemEntries(_folder.At("cohort")).Select(Path.GetFileName).Order());
    }

    [Fact]
    public void A_manifest_that_was_edited_is_not_taken_for_the_ingested_one()
    {
        Pictures("data", 3);
        Run(Folder());
        _folder.Parquet(
            "cohort/manifest.parquet", "SELECT 'a' AS id, 'p0.png' AS image, 'train' AS split, '' AS sha256");
        TableException error = Assert.Throws<TableException>(
            () => Cohort.Open(new CohortSource { Path = _folder.At("cohort") }));
        Assert.Contains("ingest again", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_readable_picture_at_all_is_wrong_data()
    {
        _folder.Write("data.png", []);
        TableException error = Assert.Throws<TableException>(
            () => Run(Folder() with { Sources = [_folder.At("data.png")] }));
        Assert.Contains("No sample is left of 1 file", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Requests_that_contradict_themselves_are_refused()
    {
        Pictures("data", 1);
        Assert.Throws<ArgumentException>(() => Run(Folder() with { Shares = [0.5, 0.5, 0.5] }));
        Assert.Throws<ArgumentException>(() => Run(Folder() with { Id = "id" }));
        Assert.Throws<ArgumentException>(() => Run(Folder() with { Sources = [] }));
    }

    private static IngestResult Run(IngestRequest request) => CohortIngest.Run(request);

    private static string Table(int count) =>
        "image_id,path,patient_id,sex,age,finding,note\n" + string.Concat(Enumerable.Range(0, count)
        .Select(
            i => $"i{i},images/p{i}.png,P{i / 2},{(i % 2 == 0 ? "F" : "M")},{20 + (10 * i)},{i % 2},\"a, "
                + $"\"\"quoted\"\"\"\n"));

    private IngestRequest Folder() => new() { Sources = [_folder.At("data")], OutputFolder = _folder.At("cohort") };

    private void Pictures(string folder, int count)
    {
        Directory.CreateDirectory(_folder.At(folder));
        for (int i = 0; i < count; i++)
        {
            _folder.Write(
                $"{folder}/p{i}.png", PngBytes.Gray(4, 3, [.. Enumerable.Range(0, 12).Select(k => (byte)(k + i))]));
        }
    }

    private string Hash(string name) =>
        Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(_folder.At(name))));

    private sealed class Stopper(CancellationTokenSource stop) : IProgress<IngestProgress>
    {
        public void Report(IngestProgress value)
        {
            if (value is { Stage: "reading files", Done: >= 80 })
            {
                stop.Cancel();
            }
        }
    }

    /// <summary>A clock that jumps a second a look, so that every file is reported.</summary>
    private sealed class JumpingClock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _now++;
    }
}
