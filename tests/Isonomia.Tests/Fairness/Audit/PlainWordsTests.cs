using Isonomia.Fairness;

namespace Isonomia.Tests;

public sealed class PlainWordsTests
{
    [Theory]
    [InlineData("F", "'F'")]
    [InlineData("[40, 60)", "40 to under 60")]
    [InlineData("[-1.5, 0)", "-1.5 to under 0")]
    [InlineData("≥80", "80 or more")]
    [InlineData("[a, b, c)", "'[a, b, c)'")]
    [InlineData("(missing)", "'(missing)'")]
    public void A_group_is_named_as_a_person_says_it(string group, string words) =>
        Assert.Equal(words, PlainWords.Group(group));

    [Fact]
    public void A_metric_without_plain_words_is_named() =>
        Assert.Equal("its Murphy resolution is worse", PlainWords.ForWorse("murphy_resolution", "Murphy resolution"));
}
