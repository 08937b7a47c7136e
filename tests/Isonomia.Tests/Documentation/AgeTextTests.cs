using Isonomia.Documentation;

namespace Isonomia.Tests;

/// <summary>Ages as tables and headers write them.</summary>
public sealed class AgeTextTests
{
    [Theory]
    [InlineData("45", 45)]
    [InlineData("060Y", 60)]
    [InlineData("006M", 0.5)]
    [InlineData("6M", 0.5)]
    [InlineData("3 months", 0.25)]
    [InlineData("12 meses", 1)]
    [InlineData("18 Monate", 1.5)]
    [InlineData("67 años", 67)]
    [InlineData("67 ans", 67)]
    [InlineData("67 Jahre", 67)]
    [InlineData("٤٥", 45)]
    [InlineData("４５", 45)]
    [InlineData("34.5", 34.5)]
    [InlineData("34,5", 34.5)]
    public void An_age_is_read_in_years(string text, double years) =>
        Assert.Equal(years, AgeText.Parse(text).Years!.Value, 1e-9);

    [Theory]
    [InlineData(">89", 89)]
    [InlineData("90+", 90)]
    [InlineData("≥ 90", 90)]
    public void A_top_coded_age_says_so(string text, double years)
    {
        var age = AgeText.Parse(text);
        Assert.True(age.IsTopCoded);
        Assert.Equal(years, age.Years);
    }

    [Theory]
    [InlineData("1954-03-02", "date")]
    [InlineData("02.03.1954", "date")]
    [InlineData("19540302", "date")]
    [InlineData("2 March 1954", "date")]
    [InlineData("145", "implausible")]
    [InlineData("000Y", "missing")]
    [InlineData("", "missing")]
    [InlineData("unknown", "missing")]
    [InlineData("adult", "not an age")]
    [InlineData("-3", "not an age")]
    public void What_is_no_age_says_why(string text, string problem)
    {
        var age = AgeText.Parse(text);
        Assert.Null(age.Years);
        Assert.Equal(problem, age.Problem);
    }
}
