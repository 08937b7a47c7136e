using System.Globalization;
using Isonomia.Catalogs;
using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Tests;

public sealed class ModelComparisonTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Ranks_three_models_in_their_known_order()
    {
        ComparisonResult result = Compare(SeveralModels.Lines(SeveralModels.Three));
        Assert.Equal(["good", "raised", "weak"], result.Models);
        Assert.Equal(4, result.Settings.Count);
        Assert.Equal(12, result.Values.Count);
        Assert.All(result.Settings, setting => Assert.True(setting.IsPaired));
        ComparisonRanking worst = result.Rankings.Single(ranking => ranking.Id == "worst_group");
        Assert.Equal(4, worst.Settings);
        Assert.Equal(["raised", "good", "weak"], worst.Models.Select(model => model.Model));
        Assert.Equal([1, 2, 3], worst.Models.Select(model => model.AverageRank));
        Assert.Equal(Math.Exp(-4), worst.P!.Value, 1e-9);
        Assert.Null(worst.ImanDavenport);
        Assert.True(worst.IsSignificant);
        Assert.Equal(1.657246577699061, worst.CriticalDifference!.Value, 1e-8);
        Assert.Equal([["raised", "good"], ["good", "weak"]], worst.Cliques);
        Assert.Equal(2, result.Rankings.Single(ranking => ranking.Id == "overall").Settings);
        Assert.Contains(result.Flags, flag => flag.Id == "oracle_selection" && flag.IsSevere);
    }

    [Fact]
    public void A_threshold_policy_is_fitted_for_every_run_on_its_validation_rows()
    {
        string[] lines = SeveralModels.Lines(SeveralModels.Three, seeds: 1, datasets: ["a"]);
        ComparisonResult result = Compare(lines, SeveralModels.Request() with
        {
            Metric = "tpr",
            Threshold = "youden",
            ValidationSplit = "val",
            TestSplit = "test",
            Predictions = SeveralModels.Request().Predictions with { Split = "split" },
        });
        string[][] cells = [.. lines.Select(line => line.Trim().Split(','))];
        foreach (ComparisonValue value in result.Values)
        {
            (double Score, bool IsPositive)[] Rows(string split) =>
            [
                .. cells.Where(row => row[8] == value.Model && row[3] == split)
                    .Select(row => (double.Parse(row[7], CultureInfo.InvariantCulture), row[6] == "1")),
            ];
            (double Score, bool IsPositive)[] chosen = Rows("val");
            double Youden(double t) =>
                (chosen.Count(r => r.IsPositive && r.Score >= t) / (double)chosen.Count(r => r.IsPositive))
                - (chosen.Count(r => !r.IsPositive && r.Score >= t) / (double)chosen.Count(r => !r.IsPositive));
            double best = chosen.Select(r => r.Score).Order().MaxBy(Youden);
            Assert.Equal(best, value.Runs[0].Threshold!.Value, 1e-12);
            (double Score, bool IsPositive)[] positives = [.. Rows("test").Where(r => r.IsPositive)];
            Assert.Equal(positives.Count(r => r.Score >= best) / (double)positives.Length, value.Overall!.Value, 1e-12);
        }
    }

    [Fact]
    public void Without_validation_rows_thresholds_are_cross_fitted_and_flagged_and_one_for_each_group_is_refused()
    {
        string[] lines = SeveralModels.Lines(SeveralModels.Three, seeds: 1, datasets: ["a"]);
        ComparisonResult result = Compare(lines, SeveralModels.Request() with { Metric = "tpr", Threshold = "max_f1" });
        Assert.Contains(result.Flags, flag => flag.Id == "cross_fitted");
        Assert.All(result.Values, value => Assert.Null(value.Runs[0].Threshold));
        Assert.Contains(
            "one threshold for all groups",
            Assert.Throws<ArgumentException>(() =>
                Compare(lines,
                    SeveralModels.Request() with { Metric = "tpr", Threshold = "per_group(max_f1)" })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Values_are_means_over_seeds_of_areas_counted_pair_by_pair()
    {
        string[] lines = SeveralModels.Lines(SeveralModels.Three);
        ComparisonResult result = Compare(lines);
        string[][] cells = [.. lines.Select(line => line.Trim().Split(','))];
        ComparisonValue value = result.Values.Single(v => v is { Model: "good", Dataset: "b", Attribute: "sex" });
        double[] overall = [.. Seeds(static _ => true)];
        double[] female = [.. Seeds(static row => row[4] == "F")];
        double[] male = [.. Seeds(static row => row[4] == "M")];
        Assert.Equal(overall.Average(), value.Overall!.Value, 1e-12);
        Assert.Equal(Math.Abs(overall[0] - overall[1]) / Math.Sqrt(2), value.Overall.StandardDeviation!.Value, 1e-12);
        Assert.Equal(female.Zip(male, Math.Min).Average(), value.Worst!.Value, 1e-12);
        Assert.Equal(female.Zip(male, static (f, m) => Math.Abs(m - f)).Average(), value.Gap!.Value, 1e-12);
        Assert.Equal("F", value.WorstGroup);
        Assert.Equal(2, value.Runs.Count);
        Assert.All(value.Runs, run => Assert.InRange(run.Gap.Value!.Value, run.Gap.Low!.Value, run.Gap.High!.Value));

        IEnumerable<double> Seeds(Func<string[], bool> keep) => new[] { "1", "2" }.Select(seed => Area(
            [.. cells.Where(row => row[2] == "b" && row[8] == "good" && row[9] == seed && keep(row))]));
    }

    [Fact]
    public void One_file_a_model_gives_the_values_of_one_table()
    {
        string[] lines = SeveralModels.Lines(SeveralModels.Three);
        ComparisonResult one = Compare(lines);
        string[] files =
        [
            .. SeveralModels.Three.Select(model => SeveralModels.Write(
                _folder, model.Name + ".csv",
                lines.Where(line => line.Contains($",{model.Name},", StringComparison.Ordinal)))),
        ];
        ComparisonRequest request = SeveralModels.Request(files);
        ComparisonResult several = ModelComparison.Run(
            request with { Predictions = request.Predictions with { Model = PredictionRequest.FileAsModel } });
        Assert.Equal(one.Values.Select(value => value.Gap!.Value), several.Values.Select(value => value.Gap!.Value));
        Assert.Equal(one.Models, several.Models);
    }

    [Fact]
    public void The_order_of_rows_changes_nothing_where_rows_are_identified()
    {
        string[] lines = SeveralModels.Lines(SeveralModels.Three);
        ComparisonRequest request = SeveralModels.Request() with { Baseline = "good" };
        ComparisonResult straight = Compare(lines, request);
        ComparisonResult turned = Compare(
            [.. lines.Where(Raised).Reverse(), .. lines.Where(line => !Raised(line))], request);
        Assert.All(turned.Settings, setting => Assert.True(setting.IsPaired));
        for (int i = 0; i < straight.Values.Count; i++)
        {
            Assert.Equal(straight.Values[i].Gap!.Value, turned.Values[i].Gap!.Value, 1e-12);
        }

        ComparisonResult unnamed = Compare(
            [.. lines.Where(Raised).Reverse(), .. lines.Where(line => !Raised(line))],
            request with { Predictions = request.Predictions with { Id = null, Unit = null } });
        Assert.All(unnamed.Settings, setting => Assert.False(setting.IsPaired));
        Assert.All(unnamed.Changes, change => Assert.Equal("not_paired", change.IntervalUndefined));
        Assert.All(unnamed.Changes, change => Assert.Equal("unclear", change.Change.Label));
        Assert.Contains(unnamed.Flags, flag => flag.Id == "not_paired");

        static bool Raised(string line) => line.Contains(",raised,", StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_that_rises_is_levelling_up_and_one_that_only_falls_is_levelling_down()
    {
        string[] baseline = SeveralModels.Lines([("base", 1, 5)], patients: 800, seeds: 1, datasets: ["a"]);
        string[] raised =
            [.. SeveralModels.Lines([("base", 4, 5)], 800, 1, ["a"]).Select(line => Rename(line, "raised"))];
        string[] lowered =
            [.. SeveralModels.Lines([("base", 1, 2)], 800, 1, ["a"]).Select(line => Rename(line, "lowered"))];
        ComparisonRequest request = SeveralModels.Request() with { Baseline = "base" };
        request = request with { Predictions = request.Predictions with { Attributes = ["sex"] } };
        ComparisonResult result = Compare([.. baseline, .. raised, .. lowered], request);
        ComparisonChange up = result.Changes.Single(change => change.Model == "raised");
        Assert.Equal("levelling_up", up.Change.Label);
        Assert.True(up.Change.GapChange < -0.1);
        Assert.True(up.PriceOfFairness < 0);
        ComparisonChange down = result.Changes.Single(change => change.Model == "lowered");
        Assert.Equal("levelling_down", down.Change.PointLabel);
        Assert.Equal("levelling_down", down.Change.Label);
        Assert.Equal(0, down.Change.WorstChange!.Value, 1e-12);
        Assert.True(down.PriceOfFairness > 0);
        FrontPoint[] points = [.. result.Fronts.Single().Points];
        Assert.Equal(["raised"], points.Where(point => point.OnFront).Select(point => point.Model));
        Assert.Equal(["raised"], points.Single(point => point.Model == "base").DominatedBy);

        static string Rename(string line, string name) => line.Replace(",base,", $",{name},", StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_below_the_floor_for_one_model_is_left_out_for_all()
    {
        string[] lines =
        [
            .. SeveralModels.Lines(SeveralModels.Three, datasets: ["a"]).Select((line, i) =>
                line.Contains(",weak,", StringComparison.Ordinal)
                    && line.Contains(",F,", StringComparison.Ordinal)
                    && i % 60 != 0
                    ? line.Replace(",F,", ",M,", StringComparison.Ordinal)
                    : line),
        ];
        ComparisonResult result = Compare(lines);
        ComparisonSetting sex = result.Settings.Single(setting => setting.Attribute == "sex");
        Assert.Equal(["M"], sex.Groups);
        Assert.Equal("single_group", sex.NotRanked);
        Assert.Equal("F", sex.LeftOut.Single().Group);
        Assert.All(
            result.Values.Where(value => value.Attribute == "sex"),
            value => Assert.Equal("single_group", value.Undefined));
        Assert.All(result.Values.Where(value => value.Attribute == "sex"), value => Assert.Null(value.Gap));
        Assert.Equal(1, result.Rankings.Single(ranking => ranking.Id == "gap").Settings);
        Assert.Equal("too_few_settings", result.Rankings.Single(ranking => ranking.Id == "gap").Undefined);
    }

    [Fact]
    public void Choices_are_made_on_validation_rows_and_shown_on_the_compared_ones()
    {
        // On the validation rows the names of 'good' and 'weak' are exchanged.
        string[] lines =
        [
            .. SeveralModels.Lines([("good", 2, 2), ("weak", 0.2, 0.2)])
            .Select(line => line.Contains(",val,", StringComparison.Ordinal)
                ? line.Replace(",good,", ",x,", StringComparison.Ordinal)
                    .Replace(",weak,", ",good,", StringComparison.Ordinal)
                    .Replace(",x,", ",weak,", StringComparison.Ordinal)
                : line),
        ];
        ComparisonRequest request = SeveralModels.Request() with { ValidationSplit = "val", TestSplit = "test" };
        ComparisonResult result = Compare(
            lines, request with { Predictions = request.Predictions with { Split = "split" } });
        ComparisonChoice choice = result.Choices.First(one => one.Rule == "overall");
        Assert.Equal("weak", choice.Model);
        Assert.False(choice.OracleSelection);
        Assert.Equal(
            result.Values.First(value => value.Model == "weak" && value.Attribute == choice.Attribute).Overall!.Value,
            choice.Overall);
        Assert.DoesNotContain(result.Flags, flag => flag.Id == "oracle_selection");
        ComparisonChoice constrained = result.Choices.First(one => one.Rule == "gap_constrained");
        Assert.Null(constrained.Model);
        Assert.Contains("gap limit", constrained.Reason, StringComparison.Ordinal);
        Assert.Equal("too_few_models", result.Rankings[0].Undefined);
    }

    [Fact]
    public void The_result_is_the_same_for_any_number_of_threads_and_survives_its_text()
    {
        string[] lines = SeveralModels.Lines(SeveralModels.Three);
        ComparisonRequest request = SeveralModels.Request() with { Baseline = "good" };
        ComparisonResult one = Compare(lines, request);
        string text = ComparisonJson.Serialize(one);
        string three = ComparisonJson.Serialize(
            Compare(lines, request with { Threads = 3 }) with { Request = one.Request });
        Assert.Equal(text, three);
        Assert.Equal(text, ComparisonJson.Serialize(ComparisonJson.Deserialize(text)));
    }

    [Fact]
    public void A_lower_is_better_metric_turns_the_worst_group()
    {
        ComparisonResult result = Compare(
            SeveralModels.Lines(SeveralModels.Three),
            SeveralModels.Request() with { Metric = "brier", Baseline = "good" });
        Assert.Equal("lower", result.Better);
        Assert.All(
            result.Values, value => Assert.Equal(value.Groups.MaxBy(group => group.Value.Value).Key, value.WorstGroup));
        Assert.All(
            result.Values,
            value => Assert.True(value.Worst!.Value >= value.Groups.Values.Max(group => group.Value) - 1e-12));
    }

    [Fact]
    public void Wrong_requests_are_refused_in_one_sentence()
    {
        string[] lines = SeveralModels.Lines(SeveralModels.Three);
        ComparisonRequest request = SeveralModels.Request();
        Assert.Throws<UnknownNameException>(() => Compare(lines, request with { Baseline = "god" }));
        Assert.Throws<ArgumentException>(() => Compare(lines, request with { Metric = "mae" }));
        Assert.Throws<ArgumentException>(() => Compare(lines, request with { Metric = "selection_rate" }));
        Assert.Throws<ArgumentException>(() => Compare(lines, request with { SeedColumn = "dataset" }));
        Assert.Throws<ArgumentException>(() => Compare(lines, request with { ValidationSplit = "val" }));
        Assert.Throws<ArgumentException>(
            () => Compare([.. lines.Where(line => line.Contains(",good,", StringComparison.Ordinal))], request));
    }

    private static double Area(string[][] rows)
    {
        double[] positives = [.. rows.Where(row => row[6] == "1").Select(Score)];
        double[] negatives = [.. rows.Where(row => row[6] == "0").Select(Score)];
        return positives.Sum(
            p => negatives.Sum(n => p > n ? 1 : p == n ? 0.5 : 0)) / positives.Length / negatives.Length;

        static double Score(string[] row) => double.Parse(row[7], CultureInfo.InvariantCulture);
    }

    private ComparisonResult Compare(string[] lines, ComparisonRequest? request = null)
    {
        string path = SeveralModels.Write(_folder, "models.csv", lines);
        request ??= SeveralModels.Request();
        return ModelComparison.Run(request with { Predictions = request.Predictions with { Paths = [path] } });
    }
}
