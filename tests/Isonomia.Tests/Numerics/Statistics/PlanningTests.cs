using System.Text.Json;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class PlanningTests
{
    [SkippableFact]
    public void Matches_the_reference_for_every_case()
    {
        var oracle = OracleFile.Open("fairness/proportions_power.json");
        int compared = 0;
        foreach (JsonElement entry in oracle.Cases)
        {
            JsonElement i = entry.GetProperty("inputs");
            JsonElement expected = entry.GetProperty("expected");
            string id = entry.GetProperty("id").GetString()!;
            if (id.StartsWith("mdg_rate", StringComparison.Ordinal))
            {
                Assert.Equal(
                    expected.Number("minimum_detectable_gap"),
                    Planning.MinimumDetectableRateGap(
                        i.Number("p"), i.Number("n1"), i.Number("n2"), i.Number("alpha"), i.Number("power")),
                    1e-9);
                double variance = i.Number("p") * (1 - i.Number("p"));
                Statistic power = Planning.Power(
                    0.1, Math.Sqrt(variance / i.Number("n1")), Math.Sqrt(variance / i.Number("n2")), i.Number("alpha"));
                Assert.Equal(expected.Number("power_at_gap_0_1"), power.Value, 1e-9);
                compared++;
            }
            else if (id.StartsWith("n_per_group", StringComparison.Ordinal))
            {
                Assert.Equal(
                    expected.Number("n_per_group"),
                    Planning.RowsPerGroup(i.Number("p1"), i.Number("p2"), i.Number("alpha"), i.Number("power")),
                    1e-3);
                Assert.Equal(
                    expected.Number("power_at_150"),
                    Planning.RatePower(i.Number("p1"), i.Number("p2"), 150, i.Number("alpha")).Value,
                    1e-9);
                compared++;
            }
            else if (id.StartsWith("mdg_from_se", StringComparison.Ordinal))
            {
                double gap = Planning.MinimumDetectableGap(
                    i.Number("se1"), i.Number("se2"), i.Number("alpha"), i.Number("power"),
                    (int)i.Number("comparisons"));
                Assert.Equal(expected.Number("minimum_detectable_gap"), gap, 1e-9);
                Assert.Equal(
                    expected.Number("sample_multiplier_to_reach_margin"),
                    Planning.SampleMultiplier(gap, i.Number("margin")), 1e-9);
                Assert.Equal(
                    expected.Number("smallest_margin_provable_if_no_gap"),
                    Planning.SmallestProvableMargin(
                        i.Number("se1"), i.Number("se2"), i.Number("alpha"), i.Number("power"),
                        (int)i.Number("comparisons")),
                    1e-9);
                compared++;
            }
            else if (id.StartsWith("hanley_mcneil", StringComparison.Ordinal))
            {
                Assert.Equal(
                    expected.Number("variance"),
                    AurocInterval.HanleyMcNeilVariance(i.Number("auc"), i.Number("n_pos"), i.Number("n_neg")),
                    1e-9);
                compared++;
            }
        }

        Assert.Equal(11, compared);
    }
    [Fact]
    public void Power_and_size_invert_each_other()
    {
        double rows = Planning.RowsPerGroup(0.82, 0.74, 0.01, 0.9);
        Assert.Equal(0.9, Planning.RatePower(0.82, 0.74, rows, 0.01).Value, 1e-12);
        double gap = Planning.MinimumDetectableGap(0.03, 0.04, 0.05, 0.85, 6);

        // Planning leaves the wrong side out: the true power is larger by that tail, here 1.4e-10.
        double wrongSide = Gaussian.Cdf(-(2 * Gaussian.Quantile(1 - (0.05 / 12))) - Gaussian.Quantile(0.85));
        Assert.Equal(0.85 + wrongSide, Planning.Power(-gap, 0.03, 0.04, 0.05, 6).Value, 1e-13);
        Assert.Equal(0.05, Planning.Power(0, 0.03, 0.04).Value, 1e-12);
        Assert.Equal(UndefinedReason.ZeroVariance, Planning.Power(0.1, 0, 0).Reason);
        Assert.Equal(UndefinedReason.ZeroVariance, Planning.RatePower(1, 0, 50).Reason);
    }
}
