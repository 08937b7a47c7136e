using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Documentation;

namespace Isonomia.Tests;

/// <summary>What texts state about age and sex: the pack's gold, and a set of our own of which a half was not looked at
/// while the rules
/// were written.</summary>
public sealed class TextDemographicsTests
{
    [Fact]
    public void The_rules_agree_with_the_packs_sixty_captions()
    {
        List<string> wrong = [];
        foreach (Caption caption in Captions("caption_demographics_gold.csv"))
        {
            (string age, string unit, string sex, bool several) = Read(caption.Text, null);
            if ((age, unit, sex, several) != (caption.Age, caption.Unit, caption.Sex, caption.IsSeveral))
            {
                wrong.Add($"{caption.Id} [{caption.Language}]: ({age}|{unit}|{sex}|{several}) expected "
                    + $"({caption.Age}|{caption.Unit}|{caption.Sex}|{caption.IsSeveral})");
            }
        }

        Violations.ShouldBeNone(wrong);
    }

    /// <summary>Reads as the gold writes: several people give their values in order.</summary>
    internal static (string Age, string Unit, string Sex, bool Several) Read(string text, string? language)
    {
        TextDemographicsResult result =
            TextDemographics.Extract(text, new TextDemographicsOptions { Language = language });
        if (result.HasSeveralPeople)
        {
            string[] sexes = [.. result.Values.Where(value => value is { Attribute: "sex", Confidence: > 0.6 })
                .Select(value => value.Value)];
            ExtractedValue[] ages = [.. result.Values.Where(value => value.Attribute == "age")];
            string[] numbers = [.. ages.Select(value => value.Value)];
            if (numbers.Length == 1 && sexes.Length > 1)
            {
                numbers = [.. sexes.Select(_ => numbers[0])];
            }

            return (string.Join(';', numbers), ages.Length == 0 ? string.Empty : ages[0].Unit ?? string.Empty,
                string.Join(';', sexes), true);
        }

        ExtractedValue? age = result.One("age");
        ExtractedValue? group = age is null ? result.One("age_class") : null;
        return (age?.Value ?? string.Empty, age?.Unit ?? group?.Value ?? string.Empty, result.One("sex")?.Value
            ?? string.Empty, false);
    }

    internal static IEnumerable<Caption> Captions(string name)
    {
        var table = TextTable.Read(Path.Combine(RepositoryFolder.Root, "tests", "Isonomia.Tests", "Documentation",
            "Data", name));
        for (int i = 0; i < table.RowCount; i++)
        {
            string Cell(string column) => table.Columns.Contains(column) ? table[column][i] ?? string.Empty
                : string.Empty;
            yield return new Caption(
                int.Parse(Cell("id"), CultureInfo.InvariantCulture), Cell("language"), Cell("text"), Cell("age"),
                    Cell("age_unit"), Cell("sex"),
                Cell("multiple_people") == "1", Cell("part"));
        }
    }

    internal sealed record Caption(int Id, string Language, string Text, string Age, string Unit, string Sex,
        bool IsSeveral, string Part);
}
