using System.Text.Json;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class MaximumMeanDiscrepancyTests
{
    [SkippableFact]
    public void Matches_the_reference_in_one_dimension()
    {
        JsonElement entry = OracleFile.Open("fairness/shift_efficiency_hallucination.json")["shift_statistics_1d"];
        double[] a = entry.GetProperty("inputs").Numbers("reference");
        double[] b = entry.GetProperty("inputs").Numbers("current");

        // The kernel reads floats; three decimals do not fit in 24 bits, which moves the value by some 1e-9.
        FloatMatrix x = new(a.Concat(b).Select(v => (float)(1000 * v)).ToArray(), 1);
        int[] rows = [.. Enumerable.Range(0, a.Length + b.Length)];
        MaximumMeanDiscrepancy found =
            MaximumMeanDiscrepancy.Of(x, rows[..a.Length], rows[a.Length..], 200, new RandomSource(1));
        Assert.Equal(entry.GetProperty("expected").Number("median_bandwidth"), found.Bandwidth / 1000, 1e-12);
        Assert.Equal(entry.GetProperty("expected").Number("mmd2_unbiased"), found.Squared.Value, 1e-9);
        Assert.InRange(found.P!.Value, 1.0 / 201, 0.05);
    }

    [Fact]
    public void Three_points_worked_by_hand()
    {
        // x = 0, 1; y = 0, 2: distances 1, 0, 2, 1, 1 … the six pairs are 1, 0, 2, 1, 1, 2 with median 1.
        FloatMatrix points = new(new float[] { 0, 1, 0, 2 }, 1);
        MaximumMeanDiscrepancy found = MaximumMeanDiscrepancy.Of(points, [0, 1], [2, 3], 0, new RandomSource(1));
        double k1 = Math.Exp(-0.5);
        double k2 = Math.Exp(-2);
        Assert.Equal(k1 + k2 - ((1 + k2 + k1 + k1) / 2), found.Squared.Value, 1e-14);
        Assert.Null(found.P);
    }

    [Fact]
    public void Is_undefined_for_single_rows_and_for_rows_that_are_all_alike()
    {
        FloatMatrix same = new(new float[8], 2);
        Assert.Equal(
            UndefinedReason.TooFewRows,
                MaximumMeanDiscrepancy.Of(same, [0], [1, 2], 9, new RandomSource(1)).Squared.Reason);
        Assert.Equal(
            UndefinedReason.ZeroVariance,
                MaximumMeanDiscrepancy.Of(same, [0, 1], [2, 3], 9, new RandomSource(1)).Squared.Reason);
    }

    [Fact]
    public void Large_samples_are_thinned_in_proportion_and_the_p_of_equal_laws_is_uniform_enough()
    {
        RandomSource random = new(5);
        FloatMatrix x = new(Enumerable.Range(0, 3000).Select(_ => (float)random.NextNormal()).ToArray(), 1);
        MaximumMeanDiscrepancy found = MaximumMeanDiscrepancy.Of(
            x, [.. Enumerable.Range(0, 750)], [.. Enumerable.Range(750, 2250)], 0, random);
        Assert.Equal((500, 1500), (found.FirstCount, found.SecondCount));

        int rejected = Enumerable.Range(0, 100).Count(k => MaximumMeanDiscrepancy.Of(
            x, [.. Enumerable.Range(k * 30, 15)], [.. Enumerable.Range((k * 30) + 15, 15)], 99, random).P <= 0.1);
        Assert.InRange(rejected, 2, 20);
    }
}
