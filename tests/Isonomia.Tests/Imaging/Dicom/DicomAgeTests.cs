using Isonomia.Imaging;

namespace Isonomia.Tests;

public sealed class DicomAgeTests
{
    [Theory]
    [InlineData("060Y", 60.0)]
    [InlineData("006M", 0.5)]
    [InlineData("012M", 1.0)]
    [InlineData("012W", 12 * 7 / 365.25)]
    [InlineData("030D", 30 / 365.25)]
    [InlineData("000Y", 0.0)]
    [InlineData("060Y ", 60.0)]
    public void A_unit_makes_years(string text, double years)
    {
        (double? actual, string? problem) = DicomAge.Parse(text);
        Assert.Equal(years, actual!.Value, 12);
        Assert.Null(problem);
    }

    [Theory]
    [InlineData("9.0")]
    [InlineData("045")]
    [InlineData("Y")]
    [InlineData("045y")]
    [InlineData("-45Y")]
    [InlineData("4 5Y")]
    [InlineData("0045Y")]
    [InlineData("200Y")]
    public void What_could_mean_something_else_is_no_age_and_is_not_repeated(string text)
    {
        (double? actual, string? problem) = DicomAge.Parse(text);
        Assert.Null(actual);
        Assert.NotNull(problem);
        Assert.DoesNotContain($"'{text}'", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Fewer_digits_are_a_fault_with_a_value()
    {
        (double? actual, string? problem) = DicomAge.Parse("45Y");
        Assert.Equal(45, actual);
        Assert.NotNull(problem);
    }

    [Fact]
    public void An_empty_text_is_absent_and_no_fault() => Assert.Equal((null, null), DicomAge.Parse("  "));
}
