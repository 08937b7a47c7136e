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
                    Planning.MinimumDetectableRateGap(i.Number("p"), i.Number("n1"), i.Number("n2"), i.Number("alpha"), i.Number("power")),
                    1e-9);
                compared++;
            }
            else if (id.StartsWith("n_per_group", StringComparison.Ordinal))
            {
                Assert.Equal(
                    expected.Number("n_per_group"),
                    Planning.RowsPerGroup(i.Number("p1"), i.Number("p2"), i.Number("alpha"), i.Number("power")),
                    1e-3);
                compared++;
            }
            else if (id.StartsWith("mdg_from_se", StringComparison.Ordinal))
            {
                double gap = Planning.MinimumDetectableGap(
                    i.Number("se1"), i.Number("se2"), i.Number("alpha"), i.Number("power"), (int)i.Number("comparisons"));
                Assert.Equal(expected.Number("minimum_detectable_gap"), gap, 1e-9);
                Assert.Equal(
                    expected.Number("sample_multiplier_to_reach_margin"), Planning.SampleMultiplier(gap, i.Number("margin")), 1e-9);
                Assert.Equal(
                    expected.Number("smallest_margin_provable_if_no_gap"),
                    Planning.SmallestProvableMargin(
                        i.Number("se1"), i.Number("se2"), i.Number("alpha"), i.Number("power"), (int)i.Number("comparisons")),
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
}
