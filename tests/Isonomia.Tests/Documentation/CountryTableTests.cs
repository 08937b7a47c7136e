using Isonomia.Documentation;

namespace Isonomia.Tests;

/// <summary>Countries are found by code and by name in many languages, and never guessed.</summary>
public sealed class CountryTableTests
{
    [Theory]
    [InlineData("BR", "BRA")]
    [InlineData("076", "BRA")]
    [InlineData("Brazil", "BRA")]
    [InlineData("BRASIL", "BRA")]
    [InlineData("Brésil", "BRA")]
    [InlineData("Brasilien", "BRA")]
    [InlineData("Alemania", "DEU")]
    [InlineData("Alemanha", "DEU")]
    [InlineData("Allemagne", "DEU")]
    [InlineData("Deutschland", "DEU")]
    [InlineData("Bre\u0301sil", "BRA")]
    [InlineData("UK", "GBR")]
    [InlineData("EE. UU.", "USA")]
    [InlineData("Estados Unidos", "USA")]
    [InlineData("  south korea ", "KOR")]
    [InlineData("Elfenbeinküste", "CIV")]
    [InlineData("中国", "CHN")]
    [InlineData("日本", "JPN")]
    public void A_country_is_found(string text, string alpha3) => Assert.Equal(alpha3, CountryTable.Find(text)?.Alpha3);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Atlantis")]
    [InlineData("Europe")]
    [InlineData("Multiple")]
    public void What_is_no_country_is_not_guessed(string? text) => Assert.Null(CountryTable.Find(text));

    [Fact]
    public void The_sets_have_as_many_countries_as_their_sources_say()
    {
        int Count(string id) => CountryTable.All.Count(RegionSet.All.Single(set => set.Id == id).Contains);
        Assert.Equal(250, CountryTable.All.Count);
        Assert.Equal((183, 129, 45, 32, 53), (
            Count("south_unctad_rule"), Count("south_not_high_income"), Count("least_developed"),
                Count("landlocked_developing"),
            Count("small_island_developing")));
    }
}
