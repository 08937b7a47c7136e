using System.Globalization;
using System.Text;
using Isonomia.Documentation;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Steps of missingness along an order, and the share of a group among the missing by a validated
/// prediction.</summary>
public sealed class MissingnessOrderTests
{
    [Fact]
    public void The_ratio_of_a_clean_step_is_the_entropy_of_the_whole()
    {
        double[] times = [.. Enumerable.Range(0, 20).Select(i => (double)i)];
        sbyte[] missing = [.. Enumerable.Range(0, 20).Select(i => (sbyte)(i < 10 ? 0 : 1))];

        // By hand: both sides are certain, so that the ratio is −2 · 20 · ln ½ = 40 ln 2.
        (int place, double ratio, double p) = ChangePoint.Of(times, missing, new RandomSource(1))!.Value;
        Assert.Equal(10, place);
        Assert.Equal(40 * Math.Log(2), ratio, 1e-9);
        Assert.Equal(1 / 1001.0, p, 1e-12);
    }

    [Fact]
    public void A_cut_never_parts_equal_times_and_leaves_five_on_either_side()
    {
        double[] times = [.. Enumerable.Repeat(1.0, 12), .. Enumerable.Repeat(2.0, 8)];
        sbyte[] missing = [.. Enumerable.Range(0, 20).Select(i => (sbyte)(i < 10 ? 0 : 1))];
        Assert.Equal(12, ChangePoint.Of(times, missing, new RandomSource(1))!.Value.Place);
        Assert.Null(ChangePoint.Of([1, 1, 1, 1, 2, 2, 2, 2, 2, 2], new sbyte[10], new RandomSource(1)));
    }

    [Fact]
    public void A_coin_has_a_step_with_p_under_five_percent_in_about_one_of_twenty_runs()
    {
        double[] times = [.. Enumerable.Range(0, 60).Select(i => (double)i)];
        RandomSource random = new(7);
        int found = 0;
        for (int run = 0; run < 200; run++)
        {
            sbyte[] missing = [.. times.Select(_ => (sbyte)(random.NextDouble() < 0.3 ? 1 : 0))];
            found += ChangePoint.Of(times, missing, random)!.Value.P <= 0.05 ? 1 : 0;
        }

        // Binomial(200, 0.05): 2 to 20 holds 99.9 % of runs.
        Assert.InRange(found, 2, 20);
    }

    [Fact]
    public void A_field_that_was_dropped_from_the_form_in_2015_is_found_by_its_year()
    {
        using ScratchFolder folder = new();
        StringBuilder text = new("id,sex,finding,study_date\n");
        var random = RandomSource.For(5, "step", 0);
        for (int i = 0; i < 600; i++)
        {
            int year = 2010 + (i % 10);
            string sex = random.NextDouble() < (year < 2015 ? 0.05 : 0.4) ? string.Empty : i % 2 == 0 ? "F" : "M";
            text.Append(CultureInfo.InvariantCulture, $"{i},{sex},{i % 3 % 2},{year}0101\n");
        }

        MissingnessProfile profile =
            Assert.Single(CohortDocumentationTests.Document(folder, text.ToString(), ["sex"]).Missingness);
        Assert.Equal(("study_date", "20150101"), (profile.Change!.Column, profile.Change.From));
        Assert.Equal((300, 300), (profile.Change.PatientsBefore, profile.Change.PatientsAfter));
        Assert.Equal("depends on observed facts: study_date", profile.Verdict);
    }

    [Fact]
    public void The_share_among_the_missing_is_the_predicted_share_freed_of_both_error_rates()
    {
        // 100 known: of 50 F 45 are called F (t = 0.9), of 50 M 5 (f = 0.1). 100 missing, 70 called F:
        // q = (0.7 − 0.1) / (0.9 − 0.1) = 0.75.
        int[] known = [.. Repeat(0, 50), .. Repeat(1, 50), .. Repeat(-1, 100)];
        int[] predicted = [.. Repeat(0, 45), .. Repeat(1, 5), .. Repeat(0, 5), .. Repeat(1, 45), .. Repeat(0, 70),
            .. Repeat(1, 30)];
        MissingGroupShare share = MissingGroupShares.Of("sex", "p", ["F", "M"], known, predicted, new int[200], 1,
            new RandomSource(1)).First();
        Assert.Equal((0.9, 0.1, 0.7), (share.TruePositiveRate, share.FalsePositiveRate, share.Predicted));
        Assert.Equal(0.75, share.Share!.Value, 1e-12);
        Assert.Equal(0.5, share.KnownShare);
        Assert.InRange(share.Low!.Value, 0.55, 0.70);
        Assert.InRange(share.High!.Value, 0.80, 0.95);
    }

    [Fact]
    public void A_prediction_that_tells_nothing_or_is_hardly_validated_gives_no_share()
    {
        int[] known = [.. Repeat(0, 50), .. Repeat(1, 50), .. Repeat(-1, 40)];
        int[] coin = [.. Enumerable.Range(0, 140).Select(i => i % 2)];
        Assert.Contains("hardly tells", Of(known, coin).Undefined, StringComparison.Ordinal);
        int[] few = [.. Repeat(0, 5), .. Repeat(1, 50), .. Repeat(-1, 40)];
        Assert.Contains("5 patients of the group", Of(few, coin[..95]).Undefined, StringComparison.Ordinal);

        static MissingGroupShare Of(int[] known, int[] predicted) => MissingGroupShares.Of(
            "sex", "p", ["F", "M"], known, predicted, new int[known.Length], 1, new RandomSource(1)).First();
    }

    [Fact]
    public void Women_who_lack_the_value_more_often_are_suspected_by_a_prediction()
    {
        using ScratchFolder folder = new();
        StringBuilder text = new("id,sex,sex_model,finding\n");
        var random = RandomSource.For(9, "share", 0);
        for (int i = 0; i < 2000; i++)
        {
            bool isWoman = random.NextDouble() < 0.5;
            string sex = random.NextDouble() < (isWoman ? 0.4 : 0.1) ? string.Empty : isWoman ? "F" : "M";
            string model = random.NextDouble() < 0.9 == isWoman ? "F" : "M";
            text.Append(CultureInfo.InvariantCulture, $"{i},{sex},{model},{random.NextInt32(2)}\n");
        }

        string path = folder.File("table.csv");
        File.WriteAllText(path, text.ToString());
        DocumentRequest request = new()
        {
            Source = new Isonomia.Datasets.CohortSource { Path = path, Attributes = ["sex"], Labels = ["finding"] },
            Predictions = new Dictionary<string, string> { ["sex"] = "sex_model" },
            Seed = 1,
        };
        MissingnessProfile profile = Assert.Single(CohortDocumentation.Run(request).Missingness);
        MissingGroupShare women = profile.GroupShares.Single(share => share.Group == "F");

        // 0.2 / 0.25 of those without a value are women.
        Assert.InRange(0.8, women.Low!.Value, women.High!.Value);
        Assert.StartsWith("suspected not at random: by the prediction", profile.Verdict, StringComparison.Ordinal);
        Assert.Throws<Isonomia.Catalogs.UnknownNameException>(() => CohortDocumentation.Run(request with
        {
            Predictions = new Dictionary<string, string> { ["sex"] = "sex_modle" },
        }));
    }

    private static IEnumerable<int> Repeat(int value, int count) => Enumerable.Repeat(value, count);
}
