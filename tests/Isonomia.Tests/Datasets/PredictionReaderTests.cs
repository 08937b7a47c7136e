using Isonomia.Catalogs;
using Isonomia.Datasets;

namespace Isonomia.Tests;

public sealed class PredictionReaderTests : IDisposable
{
    private readonly TableFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("true,FALSE,1.0,0")]
    [InlineData("True,false,1,0.0")]
    public void Reads_zero_one_and_boolean_labels(string labels)
    {
        string rows = string.Concat(labels.Split(',').Select(label => $"{label},0.5\n"));
        Assert.Equal([1, 0, 1, 0], Binary(_folder.Read("label,score\n" + rows)).Labels);
    }

    [Fact]
    public void Asks_for_the_positive_label_where_there_are_two_words() => Fails(
        Request("benign,0.5", "malignant,0.5"),
        "p.csv column 'label' has 2 different labels ('benign', 'malignant'); expected 0 and 1, so name the positive "
            + "one (--positive).");

    [Fact]
    public void Says_what_to_do_with_three_labels() => Fails(
        Request("nv,0.5", "mel,0.5", "bcc,0.1"),
        "p.csv column 'label' has 3 different labels ('nv', 'mel', 'bcc'); one score column needs two, so name the "
            + "positive one "
        + "(--positive), give one score column a class (--score class=column), or read it as a number (--task "
        + "regression).");

    [Fact]
    public void Offers_minus_one_as_missing_and_reads_it_so()
    {
        PredictionRequest request = Request("1,0.5", "-1,0.5", "0,0.5");
        var error = Assert.Throws<TableException>(() => PredictionReader.Read(request));
        Assert.EndsWith("; if -1 means unknown, say so (--missing -1).", error.Message, StringComparison.Ordinal);
        PredictionTable table = PredictionReader.Read(request with { MissingValues = ["-1"] });
        Assert.Equal([1, -1, 0], Binary(table).Labels);
        PredictionTable zeros = PredictionReader.Read(
            request with { MissingValues = ["-1"], UncertainLabels = "zeros" });
        Assert.Equal([1, 0, 0], Binary(zeros).Labels);
        Assert.Equal(
            new ReadingNote(
                "unknown_labels_read", "1 row has no label in 'label' and was read as negative, as asked.", 1),
            Assert.Single(zeros.Notes));
    }

    [Fact]
    public void Never_shows_labels_of_a_column_with_many()
    {
        var error = Assert.Throws<TableException>(() => PredictionReader.Read(
            Request([.. Enumerable.Range(100, 30).Select(i => $"{i},0.5")])));
        Assert.StartsWith(
            "p.csv column 'label' has 30 different labels; one score column", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_a_named_label_against_the_rest()
    {
        PredictionTable table = PredictionReader.Read(
            Request("nv,0.5", "mel,0.5", "bcc,0.1") with { PositiveLabel = "mel" });
        Assert.Equal([0, 1, 0], Binary(table).Labels);
        Assert.Equal("labels_one_against_rest", Assert.Single(table.Notes).Id);
    }

    [Fact]
    public void Offers_a_near_label() => Fails(
        Request("nv,0.5", "mel,0.5") with { PositiveLabel = "mell" },
        "p.csv column 'label' has no label 'mell'; did you mean 'mel'? Found: 'nv', 'mel'.");

    [Fact]
    public void Keeps_rows_without_a_finite_score_and_says_so()
    {
        PredictionTable table = PredictionReader.Read(Request("1,", "0,nan", "1,-inf", "0,1.5", "1,0.5"));
        Assert.Equal([double.NaN, double.NaN, double.NaN, 1.5, 0.5], Binary(table).Scores);
        Assert.Equal(
            [
                new ReadingNote(
                    "rows_without_score",
                    "3 rows have no finite number in 'score' (1 empty, 1 NaN, 1 infinite) and are left out of every "
                        + "metric that needs it.",
                    3),
                new ReadingNote(
                    "scores_not_probabilities",
                    "1 row has a score in 'score' outside [0, 1]; ranks are used, and metrics of probabilities are "
                        + "undefined.",
                    1),
            ],
            table.Notes);
    }

    [Fact]
    public void Notes_a_file_of_one_class() => Assert.Equal(
        "Every known label of 'label' is negative; metrics that need both classes are undefined.",
        Assert.Single(PredictionReader.Read(Request("0,0.5", "0,0.1")).Notes).Sentence);

    [Fact]
    public void Reads_multiclass_scores_by_class()
    {
        string path = _folder.Write("m.csv", "dx,p_nv,mel\nmel,0.25,0.75\n,0.5,0.5\nnv,,0.5\n");
        PredictionTable table = PredictionReader.Read(
            new() { Paths = [path], Labels = ["dx"], Scores = ["nv=p_nv", "mel"] });
        var outcome = Assert.IsType<Outcome.Multiclass>(table.Outcome);
        Assert.Equal(["nv", "mel"], outcome.Classes);
        Assert.Equal([1, -1, 0], outcome.Labels);
        Assert.Equal([0.25, 0.75, 0.5, 0.5, double.NaN, 0.5], outcome.Scores);
        var error = Assert.Throws<TableException>(() => PredictionReader.Read(
            new() { Paths = [path], Labels = ["dx"], Scores = ["nv=p_nv", "bcc=mel"] }));
        Assert.Equal(
            "m.csv column 'dx' has 1 label ('mel') without a score column; the classes are 'nv', 'bcc' (--score "
                + "class=column).",
            error.Message);
    }

    [Fact]
    public void Reads_several_labels_regression_and_masks()
    {
        string path = _folder.Write("m.csv", "a,b,pa,pb\n1,0,0.5,0.25\n,1,0.5,0.25\n");
        var several = Assert.IsType<Outcome.Multilabel>(
            PredictionReader.Read(new() { Paths = [path], Labels = ["a", "b"], Scores = ["pa", "pb"] }).Outcome);
        Assert.Equal([1, -1], several.Labels[0]);
        Assert.Equal([0, 1], several.Labels[1]);
        var regression = Assert.IsType<Outcome.Regression>(
            PredictionReader.Read(new() { Paths = [path], Labels = ["a"], Scores = ["pb"], Task = "regression" })
                .Outcome);
        Assert.Equal([1, double.NaN], regression.Targets);
        string masks = _folder.Write("s.csv", "truth,mask\nt/1.png,/abs/2.png\n");
        var segmentation = Assert.IsType<Outcome.Segmentation>(
            PredictionReader.Read(
                new() { Paths = [masks], Labels = ["truth"], Scores = ["mask"], Task = "segmentation" }).Outcome);
        Assert.Equal([_folder.At("t/1.png")], segmentation.ReferencePaths);
        Assert.Equal(["/abs/2.png"], segmentation.PredictionPaths);
    }

    [Fact]
    public void Refuses_tasks_and_column_counts_that_do_not_fit()
    {
        Assert.Equal(
            "Task 'binray' is unknown; did you mean 'binary'? Known: binary, multiclass, multilabel, regression, "
                + "segmentation.",
            Assert.Throws<UnknownNameException>(() => PredictionReader.Read(Request("1,0.5") with { Task = "binray" }))
                .Message);
        Assert.StartsWith(
            "Task 'binary' was given 1 label column and 2 score columns; expected one label column and one score "
                + "column.",
            Assert.Throws<ArgumentException>(() =>
                PredictionReader.Read(Request("1,0.5") with { Task = "binary", Scores = ["score", "label"] })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Maps_bins_and_renames_attributes()
    {
        string csv = "label,score,sex,age,skin\n1,0.5,M,17.9,1\n0,0.5,F,18,2\n1,0.5,U,80,6\n0,0.5,m,-1,\n";
        PredictionTable table = _folder.Read(
            csv, "sex:M=male,F=female,U=", "age:0,18,40,60,80", "tone=skin:1=light,2=light");
        Assert.Equal(["sex", "age", "tone"], table.Attributes.Select(attribute => attribute.Attribute));
        Assert.Equal(["female", "m", "male"], table.Attributes[0].Groups);
        Assert.Equal([2, 0, -1, 1], table.Attributes[0].Codes);
        Assert.Equal(["[0, 18)", "[18, 40)", "[40, 60)", "[60, 80)", "≥80"], table.Attributes[1].Groups);
        Assert.Equal([0, 1, 4, -1], table.Attributes[1].Codes);
        Assert.Equal(["6", "light"], table.Attributes[2].Groups);
        Assert.Equal([1, 1, 0, -1], table.Attributes[2].Codes);
        Assert.Equal(
            [
                "unmapped_values", "rows_without_attribute", "values_below_first_bin", "rows_without_attribute",
                "unmapped_values", "rows_without_attribute"],
            table.Notes.Select(note => note.Id));
    }

    [Theory]
    [InlineData("age:40,18")]
    [InlineData("age:0,x")]
    [InlineData("age:0,1=a")]
    public void Refuses_bins_that_do_not_ascend(string attribute) => Assert.Equal(
        $"Attribute '{attribute}' is neither ascending bin edges (age:0,40,60) nor a mapping (sex:M=male,F=female).",
        Assert.Throws<ArgumentException>(() => _folder.Read("label,score,age\n1,0.5,3\n", attribute)).Message);

    [Fact]
    public void Warns_of_groups_that_differ_only_in_case_and_of_many_groups()
    {
        PredictionTable similar = _folder.Read("label,score,sex\n1,0.5,Male\n0,0.5,male \n", "sex");
        Assert.Equal("similar_groups", Assert.Single(similar.Notes).Id);
        string rows = string.Concat(Enumerable.Range(0, 51).Select(i => $"{i % 2},0.5,{i}\n"));
        Assert.Equal("many_groups", Assert.Single(_folder.Read("label,score,site\n" + rows, "site").Notes).Id);
    }

    [Fact]
    public void Reports_units_in_two_groups_or_splits_and_repeated_ids()
    {
        string path = _folder.Write(
            "u.csv",
            "id,label,score,sex,patient,split\na,1,0.5,F,P1,val\nb,0,0.5,M,P1,test\na,1,0.5,F,P2,test\n"
                + "c,0,0.5,,P2,test\nd,0,0.5,F,,val\n");
        PredictionTable table = PredictionReader.Read(TableFolder.Request(path, "sex") with
        {
            Unit = "patient",
            Id = "id",
            Split = "split",
        });
        Assert.Equal(
            [
                ("rows_without_attribute", 1L), ("duplicate_ids", 1), ("rows_without_unit", 1),
                ("units_spanning_groups", 1), ("patient_overlap", 1)],
            table.Notes.Select(note => (note.Id, note.Count)));
        Assert.Equal(
            "1 unit of 'patient' has rows in two or more groups of 'sex'; each row counts in its own group.",
            table.Notes[3].Sentence);
        PredictionTable test = table.WhereSplit("test");
        Assert.Equal([0, 1, 1], test.Units!);
        Assert.Equal(2, test.UnitCount);
        Assert.Equal([0, 1, 0], Binary(test).Labels);
        Assert.Equal(["F", "M"], test.Attributes[0].Groups);
        Assert.Equal(
            "Split 'tset' is unknown; did you mean 'test'? Known: test, val.",
            Assert.Throws<UnknownNameException>(() => table.WhereSplit("tset")).Message);
    }

    [Fact]
    public void Takes_every_file_as_a_model_where_asked()
    {
        PredictionRequest request = Request("1,0.5", "0,0.5");
        string other = _folder.Write("q.tsv", "label\tscore\n0\t0.25\n");
        PredictionTable table = PredictionReader.Read(
            request with { Paths = [other, .. request.Paths], Model = PredictionRequest.FileAsModel });
        Assert.Equal(["p", "q"], table.Model!.Groups);
        Assert.Equal([1, 0, 0], table.Model.Codes);
        Assert.Equal([0.25], Binary(table.WhereModel("q")).Scores);
    }

    [Fact]
    public void Refuses_negative_missing_and_all_zero_weights()
    {
        Fails(
            Weighted("1,0.5,-1", "0,0.5,", "0,0.5,2"),
            "p.csv row 3 has no finite weight in 'w' (1 such row); expected numbers ≥ 0.\n"
            + "p.csv row 2 has a negative weight in 'w' (1 such row); expected numbers ≥ 0.");
        Fails(Weighted("1,0.5,0"), "p.csv column 'w' has only zeros; expected at least one weight above 0.");
        Assert.Equal([0.5, 2], PredictionReader.Read(Weighted("1,0.5,0.5", "0,0.5,2")).Weights!);
    }

    [Fact]
    public void Joins_a_metadata_table()
    {
        string path = _folder.Write("p.csv", "id,label,score,sex\na,1,0.5,F\nb,0,0.5,M\nx,0,0.5,M\n");
        string metadata = _folder.Write("m.csv", "img;sex;age\nb;F;70\na;F;30\nz;M;1\n");
        PredictionTable table = PredictionReader.Read(TableFolder.Request(path, "sex", "age:0,40") with
        {
            MetadataPath = metadata,
            MetadataKey = "id=img",
        });
        Assert.Equal([0, 1, 1], table.Attributes[0].Codes);
        Assert.Equal([0, 1, -1], table.Attributes[1].Codes);
        Assert.Equal(
            ["column_in_both_tables", "rows_without_metadata", "rows_without_attribute"],
            table.Notes.Select(note => note.Id));
        Assert.Equal(["p.csv", "m.csv"], table.Fingerprint.Files.Select(file => file.Name));
    }

    [Fact]
    public void Refuses_metadata_with_repeated_keys_or_without_any_partner()
    {
        string path = _folder.Write("p.csv", "id,label,score\na,1,0.5\nb,0,0.5\n");
        PredictionRequest request = TableFolder.Request(path, "age") with
        {
            MetadataPath = _folder.Write("m.csv", "id,age\na,1\nb,2\na,3\na,3\n"),
            MetadataKey = "id",
        };
        Fails(
            request,
            "m.csv row 4: the key 'id' repeats an earlier row's (2 such rows); expected one row for each key.");
        Fails(
            request with { MetadataPath = _folder.Write("n.csv", "id,age\na.png,1\n") },
            "None of the 2 rows of p.csv has a partner in n.csv (key 'id' = 'id'); expected the same identifiers in "
                + "both.");
    }

    [Fact]
    public void Gives_the_same_table_for_any_number_of_threads()
    {
        string rows = string.Concat(
            Enumerable.Range(0, 300_000).Select(i => $"{i % 2},0.{i:D7},{(i * 7919L) % 50_021}\n"));
        PredictionRequest request = TableFolder.Request(
            _folder.Write("t.csv", "label,score,patient\n" + rows)) with { Unit = "patient" };
        PredictionTable one = PredictionReader.Read(request, new DuckDbSettings { Threads = 1 }, null, default);
        PredictionTable four = PredictionReader.Read(request, new DuckDbSettings { Threads = 4 }, null, default);
        Assert.Equal(Binary(one).Scores, Binary(four).Scores);
        Assert.Equal(one.Units!, four.Units!);
        Assert.Equal(0.0123456, Binary(four).Scores[123_456]);
        Assert.Equal(50_021, four.UnitCount);
    }

    private static Outcome.Binary Binary(PredictionTable table) => Assert.IsType<Outcome.Binary>(table.Outcome);

    private static void Fails(PredictionRequest request, string message) =>
        Assert.Equal(message, Assert.Throws<TableException>(() => PredictionReader.Read(request)).Message);

    private PredictionRequest Request(params string[] rows) =>
        TableFolder.Request(_folder.Write("p.csv", "label,score\n" + string.Concat(rows.Select(row => row + "\n"))));

    private PredictionRequest Weighted(params string[] rows) =>
        TableFolder.Request(
            _folder.Write(
                "p.csv", "label,score,w\n" + string.Concat(rows.Select(row => row + "\n")))) with { Weight = "w" };
}
