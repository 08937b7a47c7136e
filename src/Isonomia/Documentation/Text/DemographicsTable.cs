using System.Globalization;
using System.Text;
using Isonomia.Datasets;

namespace Isonomia.Documentation;

/// <summary>Writes what texts state as columns that join to a cohort; every value says where it came from and how sure
/// the rule is.</summary>
public static class DemographicsTable
{
    private static readonly string[] Header =
    [
        "id", "language", "age_years", "age", "age_unit", "age_class", "sex", "gender", "country", "ethnicity",
            "provenance", "age_rule", "age_confidence", "sex_rule",
        "sex_confidence", "several_people", "refused",
    ];

    /// <summary>Reads the texts and writes the table.</summary>
    /// <param name="request">Which texts, and where to write.</param>
    /// <param name="cancellation">Stops the reading; nothing is written then.</param>
    /// <returns>The counts.</returns>
    /// <exception cref="TableException">The table is not as expected.</exception>
    /// <exception cref="Catalogs.UnknownNameException">A column or the language is unknown.</exception>
    public static DemographicsTableResult Write(DemographicsTableRequest request,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        string[] columns = request.Id is null ? [request.Column] : [request.Id, request.Column];
        var table = TextTable.Read(request.Table, columns, cancellation);
        StringBuilder text = new(CsvText.Line(Header));
        Dictionary<string, int> languages = new(StringComparer.Ordinal);
        (int texts, int ages, int sexes, int countries, int several, int births) = (0, 0, 0, 0, 0, 0);
        for (int i = 0; i < table.RowCount; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            string id = request.Id is null ? (i + 1).ToString(CultureInfo.InvariantCulture) : table[request.Id][i]
                ?? string.Empty;
            if (table[request.Column][i] is not { Length: > 0 } cell)
            {
                text.Append(CsvText.Line([id, .. Enumerable.Repeat(string.Empty, Header.Length - 1)]));
                continue;
            }

            texts++;
            TextDemographicsResult result = TextDemographics.Extract(cell, request.Options);
            languages[result.Language] = languages.GetValueOrDefault(result.Language) + 1;
            ExtractedValue? One(string attribute) => result.One(attribute) is { } value
                && value.Confidence >= request.MinimumConfidence ? value : null;
            ExtractedValue? age = One("age");
            ExtractedValue? sex = One("sex");
            bool isBirth = result.Refusals.Any(refusal =>
                refusal.StartsWith("A date of birth", StringComparison.Ordinal));
            ages += age is null ? 0 : 1;
            sexes += sex is null ? 0 : 1;
            countries += One("country") is null ? 0 : 1;
            several += result.HasSeveralPeople ? 1 : 0;
            births += isBirth ? 1 : 0;
            text.Append(CsvText.Line([
                id, result.Language, age is null ? string.Empty
                    : result.AgeYears?.ToString("0.###", CultureInfo.InvariantCulture) ?? string.Empty, age?.Value
                    ?? string.Empty, age?.Unit ?? string.Empty,
                One("age_class")?.Value ?? string.Empty, sex?.Value ?? string.Empty, One("gender")?.Value
                    ?? string.Empty, One("country")?.Value ?? string.Empty,
                One("ethnicity")?.Value ?? string.Empty, age is null && sex is null ? string.Empty : "text", age?.Rule
                    ?? string.Empty, Number(age?.Confidence),
                sex?.Rule ?? string.Empty, Number(sex?.Confidence), result.HasSeveralPeople ? "1" : "0",
                string.Join(" ", result.Refusals)]));
        }

        AtomicFile.WriteText(request.Output, text.ToString());
        return new DemographicsTableResult(table.RowCount, texts, languages, ages, sexes, countries, several, births);
    }

    private static string Number(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture)
        ?? string.Empty;
}
