using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Documentation;

/// <summary>What columns of texts state, in which languages, and whether they state it as often for every
/// group.</summary>
internal static class TextAnalysis
{
    internal static IReadOnlyList<TextProfile> Of(CohortReading reading, DocumentRequest request,
        CancellationToken cancellation) =>
    [
        .. reading.Cohort.Columns.Where(column => column.Role == ColumnRole.Text)
            .Select(column => Of(reading, column.Name, request, cancellation)),
    ];

    private static TextProfile Of(CohortReading reading, string column, DocumentRequest request,
        CancellationToken cancellation)
    {
        string?[] cells = reading.Cohort.Values(column);
        ColumnReading? sex = Named(reading, "sex", "gender", "sexo", "genero", "geschlecht", "sexe");
        ColumnReading? age = reading.Attributes.FirstOrDefault(attribute => attribute.Numbers is not null
            && TextFolding.Name(attribute.Name).Contains("age", StringComparison.Ordinal));
        Dictionary<string, int> languages = new(StringComparer.Ordinal);
        (int texts, int withAge, int withSex, int several, int refused) = (0, 0, 0, 0, 0);
        (int sexAgree, int sexDiffer, int ageAgree, int ageDiffer) = (0, 0, 0, 0);
        int[] stated = new int[sex?.Groups.Count ?? 0];
        int[] all = new int[stated.Length];
        for (int i = 0; i < cells.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (string.IsNullOrWhiteSpace(cells[i]))
            {
                continue;
            }

            texts++;
            string language = request.TextLanguage ?? LanguageGuess.Of(cells[i]!) ?? "unknown";
            languages[language] = languages.GetValueOrDefault(language) + 1;
            TextDemographicsResult result = TextDemographics.Extract(
                cells[i]!, new TextDemographicsOptions { Language = TextDemographics.Languages.Contains(language)
                    ? language : null });
            several += result.HasSeveralPeople ? 1 : 0;
            refused += result.Refusals.Any(refusal => refusal.StartsWith("A date of birth", StringComparison.Ordinal))
                ? 1 : 0;
            string? word = result.One("sex")?.Value;
            withSex += word is null ? 0 : 1;
            withAge += result.AgeYears is null ? 0 : 1;
            if (sex is not null && sex.Codes[i] >= 0)
            {
                all[sex.Codes[i]]++;
                stated[sex.Codes[i]] += word is null ? 0 : 1;
                if (word is not null)
                {
                    bool same = SexOf(sex.Groups[sex.Codes[i]]) == word;
                    sexAgree += same ? 1 : 0;
                    sexDiffer += same ? 0 : 1;
                }
            }

            if (age?.Numbers is not null && result.AgeYears is double years && !double.IsNaN(age.Numbers[i]))
            {
                bool near = Math.Abs(years - age.Numbers[i]) <= 1;
                ageAgree += near ? 1 : 0;
                ageDiffer += near ? 0 : 1;
            }
        }

        return new TextProfile(
            column, texts, languages, withAge, withSex, several, refused,
            sexAgree + sexDiffer == 0 ? null : new Agreement(sexAgree, sexDiffer),
            ageAgree + ageDiffer == 0 ? null : new Agreement(ageAgree, ageDiffer),
            sex is null ? [] : [.. sex.Groups.Select((group, g) =>
            {
                Interval? interval = all[g] == 0 ? null : ProportionInterval.Wilson(stated[g], all[g]);
                return new PrevalenceRow($"{column} states a sex", sex.Name, group, all[g], stated[g], all[g] == 0
                    ? null : (double)stated[g] / all[g], interval?.Low, interval?.High);
            })]);
    }

    internal static string? SexOf(string group) => TextFolding.Name(group) switch
    {
        "f" or "female" or "woman" or "w" or "weiblich" or "mujer" or "femenino" or "feminino" or "femme" => "female",
        "m" or "male" or "man" or "mannlich" or "hombre" or "masculino" or "homme" => "male",
        _ => null,
    };

    private static ColumnReading? Named(CohortReading reading, params string[] words) =>
        reading.Attributes.FirstOrDefault(attribute => words.Contains(TextFolding.Name(attribute.Name)));
}
