using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Individual fairness by hand.</summary>
public sealed class IndividualTests
{
    [Fact]
    public void A_weight_of_two_counts_as_two_benefits()
    {
        foreach (double alpha in new[] { -1.0, 0, 0.5, 1, 2, 3 })
        {
            Assert.Equal(
                GeneralizedEntropy.Index([0.5, 0.5, 2, 1], alpha).Value,
                GeneralizedEntropy.Index([0.5, 2, 1, 9], alpha, [2, 1, 1, 0]).Value, 1e-12);
        }
    }

    [Fact]
    public void Between_and_within_add_up()
    {
        EntropyDecomposition parts = GeneralizedEntropy.Decompose([1, 2, 0, 1], [0, 0, 1, 1]);
        Assert.Equal((((1.5 * 1.5) - 1) + ((0.5 * 0.5) - 1)) / 4, parts.Between.Value, 1e-12);
        Assert.Equal(0.25, parts.Total.Value, 1e-12);
        Assert.Equal(0.5, parts.BetweenShare.Value, 1e-12);
        Assert.Equal(UndefinedReason.ZeroDenominator, GeneralizedEntropy.Decompose([1, 1], [0, 1]).BetweenShare.Reason);
    }

    [Fact]
    public void Rows_of_one_patient_are_not_neighbors()
    {
        float[] features = [0, 0.1f, 5, 5.1f];
        double[] values = [1, 1, 0, 0];
        NeighborRequest request = new() { Features = features, Values = values, NeighborCount = 1 };
        Assert.Equal(1, NeighborConsistency.Compute(request).Consistency.Value);
        Assert.Equal(0, NeighborConsistency.Compute(request with { Units = [0, 0, 1, 1] }).Consistency.Value);
        Assert.Equal(
            UndefinedReason.TooFewRows,
            NeighborConsistency.Compute(request with { Units = [0, 0, 0, 1], NeighborCount = 2 }).Consistency.Reason);
        Assert.Equal(
            UndefinedReason.TooFewRows,
            NeighborConsistency.Compute(request with { NeighborCount = 4 }).Consistency.Reason);
    }

    [Fact]
    public void Ties_go_to_the_lower_row()
    {
        NeighborRequest request =
            new() { Features = new float[] { 0, 1, -1 }, Values = new double[] { 0, 0, 1 }, NeighborCount = 1 };
        Assert.Equal(1 - ((0 + 0 + 1) / 3.0), NeighborConsistency.Compute(request).Consistency.Value, 1e-12);
    }

    [Fact]
    public void A_sample_of_many_rows_is_the_same_for_the_same_seed()
    {
        var random = RandomSource.For(3, nameof(IndividualTests), 0);
        float[] features = [.. Enumerable.Range(0, 600).Select(_ => (float)random.NextDouble())];
        double[] values = [.. Enumerable.Range(0, 200).Select(_ => random.NextDouble())];
        NeighborRequest request =
            new() { Features = features, Values = values, SampleAbove = 100, SampleSize = 40, Seed = 5 };
        ConsistencyResult result = NeighborConsistency.Compute(request);
        Assert.Equal(40, result.QueryCount);
        Assert.Equal(result, NeighborConsistency.Compute(request));
        Assert.Equal(200, NeighborConsistency.Compute(request with { SampleAbove = 200 }).QueryCount);
    }

    [Fact]
    public void Twins_with_different_scores_are_counted_and_violate()
    {
        LipschitzResult result = LipschitzFairness.Compute([0, 0, 2], [0.2, 0.4, 0.4], 1);
        Assert.Equal(1, result.UnequalTwinCount);
        Assert.Equal(1.0 / 3, result.ViolationRate.Value);
        Assert.Equal(0.1, result.LargestRatio.Value, 1e-12);
    }

    [Fact]
    public void McNemar_is_exact()
    {
        Assert.Equal(2 * (1 + 8) / 256.0, new CounterfactualFlips(20, 7, 1).McNemarP, 1e-12);
        Assert.Equal(1, new CounterfactualFlips(20, 0, 0).McNemarP);
        Assert.Equal(Math.Pow(0.5, 9), new CounterfactualFlips(20, 0, 10).McNemarP, 1e-12);
    }

    [Fact]
    public void A_score_shift_has_a_mean_and_a_95th_percentile()
    {
        var shift = CounterfactualScoreShift.Of([0.1, 0.5, 0.9], [0.2, 0.5, 0.5]);
        Assert.Equal(0.5 / 3, shift.Mean.Value, 1e-12);
        Assert.Equal(0.1 + (0.9 * 0.3), shift.Percentile95.Value, 1e-12);
    }
}
