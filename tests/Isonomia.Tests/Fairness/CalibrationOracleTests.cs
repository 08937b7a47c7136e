using System.Text.Json;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>
/// Every binning of the calibration oracle in every form of error, and its cases on edges and on one score.
/// </summary>
public sealed class CalibrationOracleTests
{
    private static readonly Dictionary<string, ScoreBinning> Binnings = new()
    {
        ["fixed01_left_closed"] = ScoreBinning.Fixed01,
        ["fixed01_right_closed"] = ScoreBinning.Fixed01Right,
        ["pandas_cut_own_range"] = ScoreBinning.OwnRange,
        ["pandas_qcut"] = ScoreBinning.Quantile,
        ["equal_mass_array_split"] = ScoreBinning.EqualMass,
        ["toplabel_fixed01"] = ScoreBinning.TopLabel,
    };

    [SkippableFact]
    public void Every_binning_gives_every_error_of_the_file()
    {
        OracleFile file = OracleFile.Open("fairness/calibration.json");
        int compared = 0;
        foreach (string id in (string[])["calibration_two_groups", "calibration_four_groups"])
        {
            OracleRows rows = OracleRows.Of(file[id].GetProperty("inputs"));
            foreach (JsonProperty group in file[id].GetProperty("expected").EnumerateObject())
            {
                foreach ((string name, ScoreBinning binning) in Binnings)
                {
                    OracleRows own = rows.In(group.Name);
                    ReliabilityDiagram diagram = Diagram(own, binning);
                    JsonElement expected = group.Value.GetProperty(name);
                    string place = $"{id}, {group.Name}, {name}";
                    void Compare(string form, Statistic actual) =>
                        OracleRows.Equal(expected.GetProperty(form).GetDouble(), actual, 1e-10, $"{place}, {form}");
                    Compare("ece", diagram.ExpectedError);
                    Compare("rmsce", diagram.RootMeanSquareError);
                    Compare("mce", diagram.MaximumError);
                    Compare("signed", diagram.SignedError);
                    Compare("ace_unweighted", diagram.UnweightedError);
                    Assert.Equal(expected.GetProperty("n_bins_used").GetInt32(), diagram.Bins.Count);
                    compared++;
                }
            }
        }

        Assert.Equal(7 * Binnings.Count, compared);
    }

    [SkippableFact]
    public void Scores_on_edges_fall_into_the_bins_of_the_file()
    {
        JsonElement example = OracleFile.Open("fairness/calibration.json")["bin_edges"];
        OracleRows rows = OracleRows.Of(example.GetProperty("inputs"));
        JsonElement expected = example.GetProperty("expected");
        foreach ((string key, ScoreBinning binning) in (ReadOnlySpan<(string, ScoreBinning)>)
            [
                ("left_closed", ScoreBinning.Fixed01),
                ("right_closed", ScoreBinning.Fixed01Right),
                ("pandas_cut", ScoreBinning.OwnRange),
            ])
        {
            int[] bins = [.. expected.GetProperty($"bin_{key}").EnumerateArray().Select(bin => bin.GetInt32())];
            Assert.Equal(bins, ScoreBins.Assign(rows.Scores, binning));
            OracleRows.Equal(
                expected.GetProperty($"ece_{key}").GetDouble(), Diagram(rows, binning).ExpectedError, 1e-10, key);
        }
    }

    [SkippableFact]
    public void One_score_has_one_bin_and_no_slope()
    {
        JsonElement example = OracleFile.Open("fairness/calibration.json")["constant_score"];
        OracleRows rows = OracleRows.Of(example.GetProperty("inputs"));
        JsonElement expected = example.GetProperty("expected");
        void Compare(string key, ScoreBinning binning) =>
            OracleRows.Equal(expected.GetProperty(key).GetDouble(), Diagram(rows, binning).ExpectedError, 1e-10, key);
        Compare("fixed01_ece", ScoreBinning.Fixed01);
        Compare("pandas_cut_own_range_ece", ScoreBinning.OwnRange);
        Assert.Equal(UndefinedReason.ConstantScore, rows.Compute(Metric.CalibrationSlope, DecisionRule.Default).Reason);
        Assert.Equal(UndefinedReason.ConstantScore, Diagram(rows, ScoreBinning.Quantile).Problem);
    }

    private static ReliabilityDiagram Diagram(OracleRows rows, ScoreBinning binning)
    {
        OracleRows sorted = rows.Take([.. Enumerable.Range(0, rows.Scores.Length).OrderBy(row => rows.Scores[row])]);
        return ReliabilityDiagram.Of(
            new BinaryRows
            {
                Scores = sorted.Scores, Labels = sorted.Labels, Weights = sorted.Weights, Rule = DecisionRule.Default,
            },
            binning);
    }
}
