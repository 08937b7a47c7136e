using Isonomia.Catalogs;

namespace Isonomia.Tests;

public sealed class NearestNameTests
{
    private static readonly string[] Known = ["sex", "age", "skin_type", "score"];

    [Theory]
    [InlineData("scroe", "score")]
    [InlineData("Score", "score")]
    [InlineData("skintype", "skin_type")]
    [InlineData("sx", "sex")]
    [InlineData("hospital", null)]
    [InlineData("", null)]
    public void The_nearest_name_within_a_third_is_offered(string typed, string? expected) =>
        Assert.Equal(expected, NearestName.Of(typed, Known));

    [Fact]
    public void Nothing_is_offered_where_nothing_is_known() => Assert.Null(NearestName.Of("sex", []));
}
