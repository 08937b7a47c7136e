using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class StatisticTests
{
    [Fact]
    public void A_defined_statistic_has_a_value_and_no_reason()
    {
        Statistic statistic = 0.25;
        Assert.True(statistic.IsDefined);
        Assert.Equal(0.25, statistic.Value);
        Assert.Equal(0.25, statistic.ValueOrNull);
        Assert.Null(statistic.Reason);
        Assert.Equal("0.25", statistic.ToString());
    }

    [Fact]
    public void An_undefined_statistic_has_a_reason_and_no_value()
    {
        Statistic statistic = UndefinedReason.NoPositives;
        Assert.False(statistic.IsDefined);
        Assert.Null(statistic.ValueOrNull);
        Assert.True(double.IsNaN(statistic.ValueOrNaN));
        Assert.Equal(UndefinedReason.NoPositives, statistic.Reason);
        Assert.Equal("undefined: no_positives", statistic.ToString());
        var thrown = Assert.Throws<InvalidOperationException>(() => statistic.Value);
        Assert.Contains("no_positives", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_value_is_undefined_not_zero() =>
        Assert.Equal(UndefinedReason.EmptyGroup, default(Statistic).Reason);

    [Fact]
    public void NaN_is_refused_and_infinity_is_a_value()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Statistic.Of(double.NaN));
        Assert.Equal(double.PositiveInfinity, Statistic.Of(double.PositiveInfinity).Value);
    }

    [Fact]
    public void A_ratio_is_undefined_for_a_zero_denominator()
    {
        Assert.Equal(0.75, Statistic.Ratio(3, 4).Value);
        Assert.Equal(UndefinedReason.ZeroDenominator, Statistic.Ratio(0, 0).Reason);
        Assert.Equal(UndefinedReason.NoPositives, Statistic.Ratio(1, 0, UndefinedReason.NoPositives).Reason);
    }

    [Fact]
    public void A_map_changes_values_and_keeps_reasons()
    {
        Assert.Equal(0.75, Statistic.Of(0.25).Select(v => 1 - v).Value);
        Assert.Equal(
            UndefinedReason.SingleClass, Statistic.Undefined(UndefinedReason.SingleClass).Select(v => 1 - v).Reason);
    }

    [Fact]
    public void Ids_of_reasons_are_snake_case_and_read_back()
    {
        Assert.Equal("no_predicted_positives", UndefinedReason.NoPredictedPositives.Id());
        Assert.Equal("not_a_probability", UndefinedReason.NotAProbability.Id());
        Assert.All(
            Enum.GetValues<UndefinedReason>(), reason => Assert.Equal(reason, UndefinedReasons.Parse(reason.Id())));
        var thrown = Assert.Throws<ArgumentException>(() => UndefinedReasons.Parse("no_positive"));
        Assert.Contains("'no_positive'", thrown.Message, StringComparison.Ordinal);
    }
}
