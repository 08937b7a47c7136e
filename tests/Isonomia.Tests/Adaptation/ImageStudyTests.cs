using Isonomia.Adaptation;
using Isonomia.Datasets;
using Isonomia.Embeddings;
using Xunit.Abstractions;

namespace Isonomia.Tests;

public sealed class ImageStudyTests(ITestOutputHelper output) : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void Phantoms_become_predictions_with_every_column_and_the_same_bytes_for_any_thread_count()
    {
        ImageStudyRequest request = Phantoms(80);
        ImageStudyResult first = ImageStudy.Run(request);
        byte[] bytes = File.ReadAllBytes(first.PredictionsPath);
        ImageStudyResult again = ImageStudy.Run(request with { ThreadCount = 3 });
        ImageStudyResult fresh = ImageStudy.Run(
            request with { ThreadCount = 1, OutputFolder = _scratch.File("other") });

        Assert.False(first.AreEmbeddingsReused);
        Assert.True(again.AreEmbeddingsReused);
        Assert.Equal(bytes, File.ReadAllBytes(again.PredictionsPath));
        Assert.Equal(bytes, File.ReadAllBytes(fresh.PredictionsPath));

        var predictions = TextTable.Read(first.PredictionsPath);
        var manifest = TextTable.Read(request.ManifestPath);
        Assert.Equal(
            ["id", "label", "score", "split", "image_id", "path", "patient_id", "finding", "sex", "age", "site"],
            predictions.Columns);
        string?[] expected = [.. Enumerable.Range(0, manifest.RowCount)
            .Where(row => manifest["split"][row] != "train").Select(row => manifest["image_id"][row])];
        Assert.Equal(expected, predictions["id"]);
        Assert.Equal(predictions["finding"], predictions["label"]);
        Assert.All(predictions["score"], score => Assert.InRange(Score(score), 0, 1));
        Assert.Equal(first.ValidationCount + first.TestCount, predictions.RowCount);
        Assert.Equal(manifest.RowCount, predictions.RowCount + first.TrainingCount);
        Assert.Empty(first.Notes);
    }

    [Fact]
    public void Unreadable_pictures_unknown_labels_and_rows_without_a_split_are_counted_and_never_fatal()
    {
        ImageStudyRequest request = Phantoms(60);
        string[] lines = File.ReadAllLines(request.ManifestPath);
        int train = Array.FindIndex(lines, line => line.EndsWith(",train", StringComparison.Ordinal));
        int test = Array.FindIndex(lines, line => line.EndsWith(",test", StringComparison.Ordinal));
        int other = Array.FindLastIndex(lines, line => line.EndsWith(",test", StringComparison.Ordinal));
        lines[test] = lines[test]
            .Replace(",0,", ",,", StringComparison.Ordinal)
            .Replace(",1,", ",,", StringComparison.Ordinal);
        lines[other] = lines[other][..^"test".Length];
        File.WriteAllText(request.ManifestPath, string.Join('\n', lines) + "\n");
        File.WriteAllText(_scratch.File("cohort/" + lines[train].Split(',')[1]), "no picture");

        ImageStudyResult result = ImageStudy.Run(request);

        Assert.Equal(
            ["rows_without_split", "rows_without_label", "unreadable_images"], result.Notes.Select(note => note.Id));
        Assert.All(result.Notes, note => Assert.Equal(1, note.Count));
        Assert.Equal(lines[train].Split(',')[0], Assert.Single(result.Unreadable).Id);
        var predictions = TextTable.Read(result.PredictionsPath);
        Assert.Null(predictions["label"][Array.IndexOf(predictions["id"], lines[test].Split(',')[0])]);
        Assert.DoesNotContain(lines[other].Split(',')[0], predictions["id"]);
    }

    [Fact]
    public void A_patient_in_two_splits_is_refused_without_naming_the_patient()
    {
        ImageStudyRequest request = Phantoms(30);
        string text = File.ReadAllText(request.ManifestPath);
        string train = text.Split("\r\n").First(line => line.EndsWith(",train", StringComparison.Ordinal));
        string patient = train.Split(',')[2];
        File.WriteAllText(
            request.ManifestPath,
            text
                + train.Replace(patient + "_1,", "extra,", StringComparison.Ordinal)
                    .Replace(",train", ",test", StringComparison.Ordinal)
                + "\r\n");

        TableException error = Assert.Throws<TableException>(() => ImageStudy.Run(request));

        Assert.Equal("patient_id", error.Column);
        Assert.Contains(
            "1 unit of column 'patient_id' is in more than one split", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(patient, error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(request.OutputFolder, "predictions.csv")));
    }

    [Theory]
    [InlineData("id,path,y,split,p\na,a.png,1,train,1\na,b.png,0,val,2\nc,c.png,0,test,3\n", "repeats an earlier id")]
    [InlineData(
        "id,path,y,split,p\na,a.png,1,train,\nb,b.png,0,val,2\nc,c.png,0,test,3\n", "row 2: column 'p' is empty")]
    [InlineData("id,path,y,split,p\na,a.png,7,train,1\nb,b.png,0,val,2\nc,c.png,0,test,3\n", "neither 0 nor 1")]
    [InlineData("id,path,y,split,p\na,a.png,1,train,1\nb,b.png,0,val,2\n", "no test row")]
    [InlineData("id,path,y,split,p,score\na,a.png,1,train,1,1\nb,b.png,0,val,2,1\nc,c.png,0,test,3,1\n", "rename it")]
    public void A_manifest_with_a_fault_is_refused_in_a_sentence(string text, string said)
    {
        File.WriteAllText(_scratch.File("m.csv"), text);
        Assert.Contains(
            said, Assert.Throws<TableException>(() => ImageStudy.Run(Plain())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pictures_that_are_all_unreadable_leave_nothing_to_learn_from()
    {
        SmallestEncoder.Write(_scratch.File("model"));
        File.WriteAllText(
            _scratch.File("m.csv"), "id,path,y,split,p\na,a.png,1,train,1\nb,b.png,0,val,2\nc,c.png,0,test,3\n");
        Assert.Contains(
            "0 readable training rows", Assert.Throws<ProbeException>(() => ImageStudy.Run(Plain())).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void The_injected_disparity_is_found_in_a_cohort_of_default_size()
    {
        long start = TimeProvider.System.GetTimestamp();
        ImageStudyResult result = ImageStudy.Run(Phantoms(1500));
        TimeSpan elapsed = TimeProvider.System.GetElapsedTime(start);
        Dictionary<string, (double Auroc, double Low, double High)> groups = ByGroup(result.PredictionsPath, "sex");
        output.WriteLine($"{elapsed.TotalSeconds:F1} s, C {result.C:R}, validation {result.ValidationAuroc}");
        output.WriteLine(
            string.Join("; ", groups.Select(g => $"{g.Key} {g.Value.Auroc:F3} [{g.Value.Low:F3}, {g.Value.High:F3}]")));
        Assert.True(groups["female"].High < groups["male"].Low);
        Assert.True(elapsed < TimeSpan.FromMinutes(1));
    }

    [SkippableFact]
    [Trait("Category", "Slow")]
    public void Real_pictures_go_the_whole_way_and_the_second_run_is_quick()
    {
        SharedFolder.Require();
        ImageStudyRequest request = new()
        {
            ManifestPath = SharedFolder.Path("data/ham10000/manifest.csv"),
            IdColumn = "image_id", ImageColumn = "path", LabelColumn = "malignant", SplitColumn = "split",
            UnitColumn = "lesion_id",
            ModelFolder = SharedFolder.Path("models/mobilenet_v2"),
            OutputFolder = _scratch.File("out"),
        };
        ImageStudyResult result = Timed("first", request);
        byte[] bytes = File.ReadAllBytes(result.PredictionsPath);
        ImageStudyResult again = Timed("second", request);

        foreach ((string group, (double auroc, double low, double high)) in
            ByGroup(result.PredictionsPath, "sex").Concat(ByGroup(result.PredictionsPath, "split")))
        {
            output.WriteLine($"{group} {auroc:F4} [{low:F4}, {high:F4}]");
        }

        Assert.True(again.AreEmbeddingsReused);
        Assert.Equal(bytes, File.ReadAllBytes(again.PredictionsPath));
        Assert.Equal((4749, 610, 589), (result.TrainingCount, result.ValidationCount, result.TestCount));
        Assert.Equal(36, Assert.Single(result.Notes).Count); // the pack's README: 36 rows have no split
        Assert.InRange(ByGroup(result.PredictionsPath, "split")["test"].Auroc, 0.85, 0.97);
    }

    private ImageStudyResult Timed(string name, ImageStudyRequest request)
    {
        long start = TimeProvider.System.GetTimestamp();
        ImageStudyResult result = ImageStudy.Run(request);
        output.WriteLine($"{name}: {TimeProvider.System.GetElapsedTime(start).TotalSeconds:F1} s, C {result.C:R}, "
            + $"validation {result.ValidationAuroc}, n "
            + $"{result.TrainingCount}/{result.ValidationCount}/{result.TestCount}");
        return result;
    }

    private ImageStudyRequest Phantoms(int patientCount)
    {
        SmallestEncoder.Write(_scratch.File("model"));
        PhantomCohortResult cohort = PhantomCohort.Write(
            new() { Folder = _scratch.File("cohort"), PatientCount = patientCount });
        return new ImageStudyRequest
        {
            ManifestPath = cohort.ManifestPath,
            IdColumn = "image_id", ImageColumn = "path", LabelColumn = "finding", SplitColumn = "split",
            UnitColumn = "patient_id",
            ModelFolder = _scratch.File("model"),
            OutputFolder = _scratch.File("out"),
        };
    }

    private ImageStudyRequest Plain() => new()
    {
        ManifestPath = _scratch.File("m.csv"),
        IdColumn = "id", ImageColumn = "path", LabelColumn = "y", SplitColumn = "split", UnitColumn = "p",
        ModelFolder = _scratch.File("model"),
        OutputFolder = _scratch.File("out"),
    };

    /// <summary>AUROC of each group with Hanley and McNeil's interval (Radiology 143, 1982): rough, quick, independent
    /// of our audit.</summary>
    private static Dictionary<string, (double Auroc, double Low, double High)> ByGroup(string path, string column)
    {
        var table = TextTable.Read(path);
        return Enumerable.Range(0, table.RowCount)
            .Where(row => column == "split" || table["split"][row] == "test")
            .Where(row => table[column][row] is not null)
            .GroupBy(row => table[column][row]!)
            .ToDictionary(group => group.Key, group =>
            {
                double[] scores = [.. group.Select(row => Score(table["score"][row]))];
                sbyte[] labels = [.. group.Select(row => (sbyte)(table["label"][row] == "1" ? 1 : 0))];
                double a = RankAuroc.Of(scores, labels).Value;
                double p = labels.Count(label => label == 1);
                double n = labels.Length - p;
                double spread = (a * (1 - a))
                    + ((p - 1) * ((a / (2 - a)) - (a * a)))
                    + ((n - 1) * ((2 * a * a / (1 + a)) - (a * a)));
                double margin = 1.96 * Math.Sqrt(spread / (p * n));
                return (a, a - margin, a + margin);
            });
    }

    private static double Score(string? cell) => double.Parse(cell!, System.Globalization.CultureInfo.InvariantCulture);
}
