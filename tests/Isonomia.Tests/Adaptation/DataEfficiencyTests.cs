using System.Text.Json;
using Isonomia.Adaptation;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class DataEfficiencyTests
{
    [Fact]
    public void Subsets_are_nested_by_patient_and_keep_the_mix_of_labels()
    {
        int[] units = [.. Enumerable.Range(0, 200).Select(row => row / 2)];
        int[] classes = [.. units.Select(unit => unit % 5 == 0 ? 1 : 0)];
        classes[7] = -1;
        double[] fractions = [0.01, 0.1, 0.5, 1];
        int[][] subsets =
            NestedSubsets.Draw([.. Enumerable.Range(0, 200)], classes, units, fractions, new RandomSource(2));
        for (int f = 1; f < subsets.Length; f++)
        {
            Assert.Empty(subsets[f - 1].Except(subsets[f]));
        }

        // 20 patients with a positive row and 80 without: shares round up in each.
        int[] patients = [.. subsets.Select(rows => rows.Select(row => units[row]).Distinct().Count())];
        Assert.Equal([2, 10, 50, 100], patients);
        Assert.Equal(2, subsets[1].Where(row => classes[row] == 1).Select(row => units[row]).Distinct().Count());
        Assert.DoesNotContain(7, subsets[3]);
    }

    [Fact]
    public void More_labels_help_and_the_result_does_not_depend_on_the_thread_count()
    {
        using EmbeddedPhantom phantom = new();
        EfficiencyRequest request = new()
        {
            Source = phantom.Source("sex"), Label = "dx", Fractions = [0.05, 0.25, 1], SeedCount = 3, Replicates = 60,
        };
        EfficiencyResult result = DataEfficiency.Run(request with { Threads = 1 });
        Assert.Equal(9, result.Runs.Count);
        Assert.True(result.Overall.Mean[0] < result.Overall.Mean[2]);
        Assert.Null(result.Overall.Deviation[2]);
        Assert.True(result.Overall.SlopePerDoubling > 0);
        Assert.True(result.Overall.SlopeLow < result.Overall.SlopePerDoubling);
        Assert.Equal(result.Target, result.Overall.Mean[2] - 0.02);
        Assert.NotNull(result.Overall.FractionToMatchInterpolated);
        AttributeEfficiency sex = Assert.Single(result.Attributes);
        Assert.Equal(["female", "male"], sex.Groups.Keys);
        Assert.Equal(3, sex.Verdicts.Count);
        Assert.All(sex.Verdicts, verdict => Assert.Equal(3, verdict.Found + verdict.Insufficient + verdict.NoneFound));
        double?[] last = [.. sex.Groups.Values.Select(group => group.Mean[2])];
        Assert.Equal(last.Min(), sex.Worst.Mean[2]);
        Assert.Equal(last.Max()!.Value - last.Min()!.Value, sex.Gap.Mean[2]!.Value, 1e-12);
        Assert.Contains(result.Flags, flag => flag.Id == "few_seeds");

        string json = EfficiencyJson.Serialize(result);
        Assert.Equal(json, EfficiencyJson.Serialize(DataEfficiency.Run(request with { Threads = 3 })));
        Assert.Equal("isonomia.efficiency/1", JsonDocument.Parse(json).RootElement.GetProperty("schema").GetString());
    }

    [Fact]
    public void Shares_that_do_not_ascend_and_metrics_of_other_tasks_are_refused()
    {
        using EmbeddedPhantom phantom = new();
        EfficiencyRequest request = new() { Source = phantom.Source(), Label = "dx" };
        Assert.Throws<ArgumentException>(() => DataEfficiency.Run(request with { Fractions = [0.5, 0.1] }));
        Assert.Throws<ArgumentException>(() => DataEfficiency.Run(request with { Fractions = [0, 1] }));
        Assert.Throws<ArgumentException>(() => DataEfficiency.Run(request with { Metric = "mae" }));
    }
}
