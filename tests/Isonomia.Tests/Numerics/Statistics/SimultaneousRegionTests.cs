using System.Text.Json;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class SimultaneousRegionTests
{
    [Fact]
    public void Worked_by_hand()
    {
        Interval[] groups = [new(0.7, 0.9), new(0.6, 0.95)];
        Assert.Equal(new Interval(0.6, 0.9), SimultaneousRegion.Smallest(groups));
        Assert.Equal(new Interval(0.7, 0.95), SimultaneousRegion.Largest(groups));
        Interval mean = SimultaneousRegion.Mean([new(0, 0.2), new(0.1, 0.4)]);
        Assert.Equal(0.05, mean.Low, 1e-15);
        Assert.Equal(0.3, mean.High, 1e-15);

        // max|d| = .3 and .2, min|d| = .1 and 0 (the second straddles 0).
        Interval scaled = SimultaneousRegion.EquityScaled(new(0.75, 0.88), [new(-0.3, -0.1), new(-0.1, 0.2)]);
        Assert.Equal(0.75 / 1.5, scaled.Low, 1e-15);
        Assert.Equal(0.88 / 1.1, scaled.High, 1e-15);
        Assert.Throws<ArgumentException>(() => SimultaneousRegion.Smallest([]));
    }

    [Fact]
    public void Holds_every_composite_of_any_point_of_the_box()
    {
        for (int round = 0; round < 500; round++)
        {
            RandomSource random = RandomSource.For(8, "box", round);
            Interval[] groups = [.. Enumerable.Range(0, 4).Select(_ => Around(random.NextDouble(), random))];
            double[] point = [.. groups.Select(g => g.Low + (random.NextDouble() * (g.High - g.Low)))];
            Assert.True(SimultaneousRegion.Smallest(groups).Contains(point.Min()));
            Assert.True(SimultaneousRegion.Largest(groups).Contains(point.Max()));
            Interval overall = Around(0.8, random);
            Interval[] deviations = [.. Enumerable.Range(0, 4).Select(_ => Around(random.NextDouble() - 0.5, random))];
            double[] inside = [.. deviations.Select(d => d.Low + (random.NextDouble() * (d.High - d.Low)))];
            double m = overall.Low + (random.NextDouble() * (overall.High - overall.Low));
            Assert.True(
                SimultaneousRegion.EquityScaled(overall, deviations, 2).Contains(m / (1 + (2 * inside.Sum(Math.Abs)))));
        }
    }

    [SkippableFact]
    public void The_bias_of_a_gap_matches_the_reference()
    {
        var oracle = OracleFile.Open("fairness/bootstrap.json");
        JsonElement entry = oracle["gap_bias_corrections"];
        JsonElement inputs = oracle.Inputs(entry);
        double[][] rows = inputs.Matrix("replicates");
        double[][] series = [.. Enumerable.Range(0, rows[0].Length).Select(g => rows.Select(row => row[g]).ToArray())];
        GapBias bias = GapBias.Of(inputs.Numbers("estimates"), series)!.Value;
        JsonElement expected = entry.GetProperty("expected");
        Assert.Equal(expected.Number("gap_plugin"), bias.Plugin, 1e-12);
        Assert.Equal(expected.Number("gap_boot_bias"), bias.Bias, 1e-12);
        Assert.Equal(expected.Number("gap_boot_corrected"), bias.Corrected, 1e-12);
        for (int g = 0; g < series.Length; g++)
        {
            Assert.Equal(expected.Numbers("variances")[g], Moments.Variance(series[g]), 1e-12);
        }

        // The streamed pairs from the same replicates.
        MaxTFamily family = MaxT.OfPairs(inputs.Numbers("estimates"), series, 0.95);
        Assert.Equal(
            oracle["max_t_simultaneous"].GetProperty("expected").Number("critical_value"), family.Critical, 1e-10);
    }

    [Fact]
    public void A_gap_needs_two_groups_and_a_replicate()
    {
        Assert.Null(GapBias.Of([0.5], [[0.5]]));
        Assert.Null(GapBias.Of([0.5, 0.6], [[double.NaN], [0.6]]));
        GapBias bias = GapBias.Of([0.5, 0.6], [[0.5, double.NaN], [0.8, 0.6]])!.Value;
        Assert.Equal(0, bias.Corrected);
        Assert.Equal(0.2, bias.Bias, 1e-12);
    }

    private static Interval Around(double center, RandomSource random) =>
        new(center - (0.2 * random.NextDouble()), center + (0.2 * random.NextDouble()));
}
