using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>The rank test of several groups, against scipy.stats.kruskal (the examples of its documentation, SciPy
/// 1.11).</summary>
public sealed class KruskalWallisTests
{
    [Fact]
    public void Two_interleaved_groups_agree_with_scipy()
    {
        var test = KruskalWallis.Of([1, 3, 5, 7, 9, 2, 4, 6, 8, 10], [0, 0, 0, 0, 0, 1, 1, 1, 1, 1]);
        Assert.Equal(0.2727272727272734, test.H, 1e-12);
        Assert.Equal(0.6015081344405895, test.P.Value, 1e-12);
        Assert.Equal(0.2727272727272734 / 9, test.EpsilonSquared.Value, 1e-12);
    }

    [Fact]
    public void Ties_are_corrected_as_in_scipy()
    {
        var test = KruskalWallis.Of([1, 1, 1, 2, 2, 2, 2, 2], [0, 0, 0, 1, 1, 1, 2, 2]);
        Assert.Equal(7.0, test.H, 1e-12);
        Assert.Equal(0.0301973834223185, test.P.Value, 1e-12);
    }

    [Fact]
    public void Is_undefined_for_one_group_and_for_equal_values()
    {
        Assert.Equal(UndefinedReason.SingleGroup, KruskalWallis.Of([1, 2], [0, 0]).P.Reason);
        Assert.Equal(UndefinedReason.ZeroVariance, KruskalWallis.Of([3, 3, 3], [0, 1, 1]).P.Reason);
    }
}
