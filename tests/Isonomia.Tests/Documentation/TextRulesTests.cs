using System.Globalization;
using Isonomia.Documentation;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Rules that must hold whatever the score, and the score on sentences that the rules were not written
/// for.</summary>
public sealed class TextRulesTests
{
    [Fact]
    public void Precision_and_recall_on_sentences_held_back_while_the_rules_were_written()
    {
        (int hit, int wrong, int missed) age = (0, 0, 0);
        (int hit, int wrong, int missed) sex = (0, 0, 0);
        foreach (TextDemographicsTests.Caption caption in TextDemographicsTests.Captions("caption_demographics_own.csv")
            .Where(caption => caption.Part == "held_back"))
        {
            TextDemographicsResult result = TextDemographics.Extract(caption.Text);
            ExtractedValue? found = result.One("age");
            bool isSeveral = caption.IsSeveral;
            age = Count(age, isSeveral ? string.Empty : caption.Age + caption.Unit, found is null ? string.Empty
                : found.Value + found.Unit, isSeveral || caption.Age.Length == 0);
            sex = Count(sex, isSeveral ? string.Empty : caption.Sex, result.One("sex")?.Value ?? string.Empty,
                isSeveral || caption.Sex.Length == 0);
        }

        Assert.True(age.hit + age.missed >= 55 && sex.hit + sex.missed >= 55);
        foreach ((int hit, int wrong, int missed) in new[] { age, sex })
        {
            Assert.True((double)hit / (hit + wrong) >= 0.97, $"Precision {hit}/{hit + wrong}.");
            Assert.True((double)hit / (hit + missed) >= 0.93, $"Recall {hit}/{hit + missed}.");
        }
    }

    [Fact]
    public void The_own_set_has_two_hundred_sentences_in_five_languages_none_of_them_in_the_pack()
    {
        TextDemographicsTests.Caption[] own = [.. TextDemographicsTests.Captions("caption_demographics_own.csv")];
        string[] pack = [.. TextDemographicsTests.Captions("caption_demographics_gold.csv")
            .Select(caption => caption.Text)];
        Assert.True(own.Length >= 200);
        Assert.All(own.GroupBy(caption => caption.Language), group => Assert.True(group.Count() >= 40));
        Assert.Equal(["de", "en", "es", "fr", "pt"], own.Select(caption => caption.Language).Distinct()
            .Order(StringComparer.Ordinal));
        Assert.Empty(own.Select(caption => caption.Text).Intersect(pack));
    }

    [Theory]
    [InlineData("Born on 12/03/1961, chest radiograph.")]
    [InlineData("Fecha de nacimiento: 03/05/1972.")]
    [InlineData("Data de nascimento: 10/02/1980.")]
    [InlineData("Date de naissance : 02/11/1955.")]
    [InlineData("Geb. am 12.03.1961, Röntgen Thorax.")]
    public void A_date_of_birth_is_refused_with_the_reason_and_without_the_date(string text)
    {
        TextDemographicsResult result = TextDemographics.Extract(text);
        Assert.Null(result.One("age"));
        string refusal = Assert.Single(result.Refusals);
        Assert.StartsWith("A date of birth", refusal, StringComparison.Ordinal);
        Assert.DoesNotContain(text, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain(refusal, char.IsDigit);
    }

    [Fact]
    public void An_age_over_ninety_is_top_coded_where_asked()
    {
        TextDemographicsOptions options = new() { TopCode = true };
        Assert.Equal("90+", TextDemographics.Extract("A 95-year-old woman.", options).One("age")!.Value);
        Assert.Equal("95", TextDemographics.Extract("A 95-year-old woman.").One("age")!.Value);
    }

    [Fact]
    public void Ethnicity_is_taken_only_from_a_users_closed_list_and_only_where_it_is_stated_about_the_person()
    {
        const string Text = "A 40-year-old Hispanic woman with cough.";
        Assert.Null(TextDemographics.Extract(Text).One("ethnicity"));
        TextDemographicsOptions options = new() { Ethnicities = ["Hispanic", "Black"] };
        Assert.Equal("Hispanic", TextDemographics.Extract(Text, options).One("ethnicity")!.Value);
        Assert.Null(TextDemographics.Extract("Black arrow: nodule in a woman of 40 years.", options).One("ethnicity"));
        Assert.Equal("Black", TextDemographics.Extract("Ethnicity: Black; age 40; sex F.", options)
            .One("ethnicity")!.Value);
    }

    [Theory]
    [InlineData("A 40-year-old man from Brazil with cough.", "BRA")]
    [InlineData("Paciente procedente de Perú, 40 años.", "PER")]
    [InlineData("Homem natural do Brasil, 44 anos.", "BRA")]
    [InlineData("Homme originaire du Sénégal, 40 ans.", "SEN")]
    [InlineData("Patient aus der Türkei, 38 Jahre.", "TUR")]
    public void A_country_is_taken_where_it_is_stated_about_the_person(string text, string country) =>
        Assert.Equal(country, TextDemographics.Extract(text).One("country")?.Value);

    [Fact]
    public void A_hospitals_country_is_not_the_persons() =>
        Assert.Null(TextDemographics.Extract("A 40-year-old man, imaged at a hospital in Brazil.").One("country"));

    [Theory]
    [InlineData("No woman was included.")]
    [InlineData("Non-female volunteers.")]
    [InlineData("Sin hombre acompañante.")]
    public void A_negated_word_gives_no_sex(string text) => Assert.Null(TextDemographics.Extract(text).One("sex"));

    [Fact]
    public void Every_value_says_where_it_stands_and_by_which_rule()
    {
        TextDemographicsResult result = TextDemographics.Extract("Homem de 61 anos com hemoptise.");
        Assert.Equal("pt", result.Language);
        Assert.All(result.Values, value => Assert.StartsWith("pt.", value.Rule, StringComparison.Ordinal));
        ExtractedValue age = result.One("age")!;
        Assert.Equal("61 anos", "Homem de 61 anos com hemoptise.".Substring(age.Start, age.Length));
    }

    [Fact]
    public void Decomposed_accents_and_full_width_digits_are_read()
    {
        TextDemographicsResult result = TextDemographics.Extract("Nin\u0303a de ７ an\u0303os.");
        Assert.Equal("7", result.One("age")!.Value);
        Assert.Equal("female", result.One("sex")!.Value);
    }

    [Fact]
    public void Any_text_is_read_without_an_exception_for_any_language()
    {
        var random = RandomSource.For(1, "text_rules_fuzz", 0);
        string[] parts = ["45", "-year-old", " woman", "男", "岁", " años", "(a)", " M/", "71", "\u0000", "\ud800",
            " Mutter", " the", "%", "é", "\n", " 999", "F", ","];
        for (int i = 0; i < 2000; i++)
        {
            string text = string.Concat(Enumerable.Range(0, 12).Select(_ => parts[random.NextInt32(parts.Length)]));
            foreach (string language in TextDemographics.Languages)
            {
                TextDemographicsResult result =
                    TextDemographics.Extract(text, new TextDemographicsOptions { Language = language });
                Assert.All(result.Values.Where(value => value is { Attribute: "age", Unit: "year" }), value =>
                    Assert.InRange(int.Parse(value.Value, CultureInfo.InvariantCulture), 0, 120));
            }
        }
    }

    private static (int, int, int) Count((int Hit, int Wrong, int Missed) counts, string expected, string found,
        bool isEmpty)
    {
        string wanted = isEmpty ? string.Empty : expected;
        return found == wanted && wanted.Length > 0
            ? (counts.Hit + 1, counts.Wrong, counts.Missed)
            : (counts.Hit, counts.Wrong + (found.Length > 0 && found != wanted ? 1 : 0), counts.Missed
                + (wanted.Length > 0 ? 1 : 0));
    }
}
