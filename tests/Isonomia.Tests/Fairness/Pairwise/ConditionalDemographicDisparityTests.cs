using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class ConditionalDemographicDisparityTests
{
    [Fact]
    public void Averages_the_disparity_of_the_strata_by_their_size()
    {
        // By hand: stratum 0 has DD = 2/2 − 0/1 = 1 with 3 rows, stratum 1 DD = 0/1 − 1/1 = −1 with 2 rows: (3 − 2) /
        // 5.
        bool[] decisions = [false, false, true, false, true];
        bool[] isMember = [true, true, false, false, true];
        Assert.Equal(0.2, ConditionalDemographicDisparity.OfRows(decisions, isMember, [0, 0, 0, 1, 1]).Value, 1e-15);
        Assert.Equal(
            ConditionalDemographicDisparity.Compute([0, 1], [2, 0], [1, 1], [2, 1]),
            ConditionalDemographicDisparity.OfRows(decisions, isMember, [0, 0, 0, 1, 1], [1, 1, 1, 1, 1]));
    }

    [Fact]
    public void Weights_count_as_repeated_rows()
    {
        Statistic weighted = ConditionalDemographicDisparity.OfRows(
            [true, false, false], [true, true, false], [0, 0, 0], [2, 1, 3]);
        Statistic repeated = ConditionalDemographicDisparity.OfRows(
            [true, true, false, false, false, false], [true, true, true, false, false, false], [0, 0, 0, 0, 0, 0]);
        Assert.Equal(repeated.Value, weighted.Value, 1e-15);
    }

    [Fact]
    public void Is_undefined_where_a_stratum_decides_one_way_only()
    {
        Assert.Equal(
            UndefinedReason.NoPredictedPositives,
            ConditionalDemographicDisparity.OfRows([false, false], [true, false], [0, 0]).Reason);
        Assert.Equal(
            UndefinedReason.NoPredictedNegatives,
            ConditionalDemographicDisparity.OfRows([true, true], [true, false], [0, 0]).Reason);
        Assert.Equal(UndefinedReason.EmptyGroup, ConditionalDemographicDisparity.OfRows([], [], []).Reason);
    }

    [Fact]
    public void Refuses_lists_of_different_length() => Assert.Throws<ArgumentException>(
        () => ConditionalDemographicDisparity.OfRows([true], [true, false], [0]));
}
