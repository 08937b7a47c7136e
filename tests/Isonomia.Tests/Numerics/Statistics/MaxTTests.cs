using Isonomia.Numerics;
using MathNet.Numerics.Distributions;

namespace Isonomia.Tests;

public sealed class MaxTTests
{
    [Fact]
    public void Streamed_pairs_equal_stored_contrasts_for_any_replicates()
    {
        for (int round = 0; round < 40; round++)
        {
            (double[] estimates, double[][] replicates) = Draw(round, groups: 2 + (round % 4), draws: 60);
            MaxTFamily streamed = MaxT.OfPairs(estimates, replicates, 0.9);
            (double[] contrasts, double[][] series) = Stored(estimates, replicates);
            Same(MaxT.Of(contrasts, series, 0.9), streamed);
            MaxTFamily logs = MaxT.OfLogPairs(estimates, replicates, 0.9);
            double[] logEstimates = Array.ConvertAll(estimates, m => Math.Log(m));
            double[][] logReplicates = [.. replicates.Select(s => Array.ConvertAll(s, m => Math.Log(m)))];
            Same(MaxT.OfPairs(logEstimates, logReplicates, 0.9), logs);
            double ratio = estimates.Min() / estimates.Max();
            Assert.True(logs.Ratio!.Value.Contains(ratio));
            Assert.InRange(logs.Ratio!.Value.High, 0, 1);
        }
    }

    [Fact]
    public void Relabelling_groups_leaves_gap_and_p_for_any_replicates()
    {
        for (int round = 0; round < 20; round++)
        {
            (double[] estimates, double[][] replicates) = Draw(round, groups: 5, draws: 80);
            MaxTFamily family = MaxT.OfPairs(estimates, replicates, 0.95);
            Array.Reverse(estimates);
            Array.Reverse(replicates);
            MaxTFamily mirrored = MaxT.OfPairs(estimates, replicates, 0.95);
            Assert.Equal(family.Gap!.Value.Low, mirrored.Gap!.Value.Low, 1e-12);
            Assert.Equal(family.Gap!.Value.High, mirrored.Gap!.Value.High, 1e-12);
            Assert.Equal(family.GapP!.Value, mirrored.GapP!.Value, 1e-12);
        }
    }

    [Fact]
    public void Worked_by_hand()
    {
        // Δ̂ = .2; Δ* = .1 .2 .3 .2 .2 → se = √(.02/4); T = 1.414 0 1.414 0 0; c is the .5 quantile of T: 0.
        MaxTFamily family = MaxT.OfPairs([0.5, 0.3], [[0.4, 0.5, 0.6, 0.5, 0.5], [0.3, 0.3, 0.3, 0.3, 0.3]], 0.5);
        Assert.Equal(Math.Sqrt(0.005), family.StandardErrors[0], 1e-12);
        Assert.Equal(0, family.Critical, 1e-12);
        Assert.Equal(1 / 6.0, family.P[0], 1e-12);
    }

    [Fact]
    public void A_pair_that_never_differs_is_dropped_and_one_that_always_differs_has_no_interval()
    {
        double[] moving = [0.4, 0.5, 0.6, 0.55];
        double[] still = [0.3, 0.3, 0.3, 0.3];
        MaxTFamily family = MaxT.OfPairs([0.5, 0.3, 0.3], [moving, still, still], 0.95);
        Assert.Null(family.Reason);
        Assert.Equal(1, family.P[2]);
        Assert.Equal(UndefinedReason.BoundaryEstimate, MaxT.OfPairs([0.5, 0.4], [[0.5, 0.5], [0.4, 0.4]], 0.95).Reason);

        // 0.1 + 0.2 is not 0.3: the same replicates up to rounding are no variation.
        Assert.Equal(0, MaxT.Of([0], [[0.1 + 0.2 - 0.3, 0, 0]], 0.95).StandardErrors[0], 1e-15);
        MaxTFamily rounded = MaxT.OfPairs([0.3, 0.3], [[0.1 + 0.2, 0.3, 0.3], [0.3, 0.3, 0.3]], 0.95);
        Assert.Equal(0, rounded.StandardErrors[0]);
        Assert.Null(rounded.Reason);
    }

    [Fact]
    public void Undefined_replicates_are_counted_once_and_left_out_of_all_contrasts()
    {
        (double[] estimates, double[][] replicates) = Draw(1, groups: 3, draws: 100);
        replicates[0][4] = double.NaN;
        replicates[2][4] = double.NaN;
        replicates[1][9] = double.NaN;
        MaxTFamily family = MaxT.OfPairs(estimates, replicates, 0.95);
        Assert.Equal(0.02, family.UndefinedShare, 1e-12);
        double[][] kept = [.. replicates.Select(series => series.Where((_, b) => b is not (4 or 9)).ToArray())];
        Same(MaxT.OfPairs(estimates, kept, 0.95), family);
        replicates[0].AsSpan(10, 10).Fill(double.NaN);
        Assert.Equal(UndefinedReason.UnstableResamples, MaxT.OfPairs(estimates, replicates, 0.95).Reason);
    }

    [Fact]
    public void A_ratio_needs_positive_values()
    {
        Assert.Equal(UndefinedReason.BoundaryEstimate, MaxT.OfLogPairs([0, 0.4], [[0, 0.1], [0.4, 0.5]], 0.95).Reason);
        double[] some = [.. Enumerable.Range(0, 50).Select(i => i < 10 ? 0 : 0.01 * i)];
        Assert.Equal(
            UndefinedReason.UnstableResamples,
            MaxT.OfLogPairs([0.2, 0.4], [some, [.. Enumerable.Repeat(0.4, 50)]], 0.95).Reason);
        Assert.Throws<ArgumentException>(() => MaxT.OfPairs([0.2, 0.4], [[0.2, 0.3]], 0.95));
    }

    /// <summary>Specification §11.5 and §23.5. Percentile intervals of max − min never reach 0, so they never cover it:
    /// the reason why max-T is the default.</summary>
    [Fact]
    public void The_gap_interval_covers_no_gap_as_often_as_it_says_and_the_percentile_interval_never_does()
    {
        const int Groups = 4;
        const int Rows = 200;
        const int Draws = 500;
        const int Runs = 1000;
        double[]?[] cumulative = new double[Rows + 1][];
        int covered = 0;
        int coveredByPercentile = 0;
        double[] estimates = new double[Groups];
        double[][] replicates = [.. Enumerable.Range(0, Groups).Select(_ => new double[Draws])];
        double[] gaps = new double[Draws];
        for (int run = 0; run < Runs; run++)
        {
            RandomSource random = RandomSource.For(2026, "coverage", run);
            for (int g = 0; g < Groups; g++)
            {
                int k = Binomial(random, 160);
                estimates[g] = k / (double)Rows;
                for (int b = 0; b < Draws; b++)
                {
                    replicates[g][b] = Binomial(random, k) / (double)Rows;
                }
            }

            for (int b = 0; b < Draws; b++)
            {
                gaps[b] = replicates.Max(series => series[b]) - replicates.Min(series => series[b]);
            }

            covered += MaxT.OfPairs(estimates, replicates, 0.95).Gap!.Value.Low == 0 ? 1 : 0;
            coveredByPercentile += BootstrapInterval.Percentile(gaps, 0.95)!.Value.Contains(0) ? 1 : 0;
        }

        Assert.InRange(covered / (double)Runs, 0.92, 0.97);
        Assert.InRange(coveredByPercentile / (double)Runs, 0, 0.01);

        int Binomial(RandomSource random, int successes)
        {
            double[] table = cumulative[successes] ??=
                [
                    .. Enumerable.Range(0, Rows + 1)
                    .Select(x => new Binomial(successes / (double)Rows, Rows).CumulativeDistribution(x))];
            int found = Array.BinarySearch(table, random.NextDouble());
            return Math.Min(Rows, found < 0 ? ~found : found);
        }
    }

    private static (double[] Estimates, double[][] Replicates) Draw(int seed, int groups, int draws)
    {
        RandomSource random = RandomSource.For(31, "max-t", seed);
        double[] estimates = [.. Enumerable.Range(0, groups).Select(_ => 0.5 + (0.4 * random.NextDouble()))];
        double[][] replicates =
            [
                .. estimates.Select(
                    m => Enumerable.Range(0, draws).Select(_ => m * Math.Exp(0.1 * random.NextNormal())).ToArray())];
        return (estimates, replicates);
    }

    private static (double[] Contrasts, double[][] Series) Stored(double[] estimates, double[][] replicates)
    {
        List<double> contrasts = [];
        List<double[]> series = [];
        for (int a = 0; a < estimates.Length; a++)
        {
            for (int b = a + 1; b < estimates.Length; b++)
            {
                contrasts.Add(estimates[a] - estimates[b]);
                series.Add([.. replicates[a].Zip(replicates[b], (x, y) => x - y)]);
            }
        }

        return ([.. contrasts], [.. series]);
    }

    private static void Same(MaxTFamily expected, MaxTFamily actual)
    {
        Assert.Equal(expected.Critical, actual.Critical);
        Assert.Equal(expected.StandardErrors, actual.StandardErrors);
        Assert.Equal(expected.Intervals, actual.Intervals);
        Assert.Equal(expected.P, actual.P);
    }
}
