using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>The gap that remains among structures of equal size.</summary>
public sealed class SizeAdjustedGapTests
{
    [Fact]
    public void A_gap_that_only_comes_from_size_disappears()
    {
        double[] volumes = [1, 1, 1, 10, 10, 100, 1, 10, 10, 100, 100, 100];
        double[] dice = [.. volumes.Select(volume => volume == 1 ? 0.5 : volume == 10 ? 0.7 : 0.9)];
        int[] groups = [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1];
        Assert.NotEqual(dice[..6].Average(), dice[6..].Average(), 0.05);
        SizeAdjustedGap result = SizeAdjustedGap.Of(dice, volumes, groups, 2);
        Assert.Equal(0, result.Gap.Value, 1e-12);
        Assert.Equal(3, result.StratumCount);
        Assert.Equal(((4 * 0.5) + (4 * 0.7) + (4 * 0.9)) / 12, result.GroupMeans[0].Value, 1e-12);
    }

    [Fact]
    public void A_stratum_a_group_lacks_merges_with_its_neighbor()
    {
        SizeAdjustedGap result =
            SizeAdjustedGap.Of([0.5, 0.6, 0.9, 0.4, 0.8, 0.8], [1, 10, 100, 1, 100, 100], [0, 0, 0, 1, 1, 1], 2);
        Assert.Equal(2, result.StratumCount);
        Assert.Equal(((2 / 6.0) * 0.5) + ((4 / 6.0) * 0.75), result.GroupMeans[0].Value, 1e-12);
        Assert.Equal(((2 / 6.0) * 0.4) + ((4 / 6.0) * 0.8), result.GroupMeans[1].Value, 1e-12);
    }

    [Fact]
    public void Groups_of_disjoint_sizes_cannot_be_compared()
    {
        SizeAdjustedGap result = SizeAdjustedGap.Of([0.5, 0.6, 0.9, 0.8], [1, 2, 100, 200], [0, 0, 1, 1], 2);
        Assert.Equal(UndefinedReason.NoOverlap, result.Gap.Reason);
        Assert.Equal(UndefinedReason.SingleGroup, SizeAdjustedGap.Of([0.5, 0.6], [1, 2], [0, 0], 2).Gap.Reason);
        Assert.Equal(
            UndefinedReason.EmptyReference, SizeAdjustedGap.Of([double.NaN, 0.6], [1, 0], [0, 1], 2).Gap.Reason);
    }
}
