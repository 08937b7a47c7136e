using Isonomia.Datasets;
using Isonomia.Documentation;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Values that exclude each other.</summary>
    public static IntegrityCheck ImpossiblePairs { get; } = new(
        "impossible_pairs",
        "Values that exclude each other",
        "images",
        "a finding or organ of one sex with the other sex (prostate, testis, seminoma; ovary, uterus, cervix cancer, "
            + "pregnancy); birth after the examination; an age that differs from the two dates by more than 'years'",
        CheckSeverity.Minor,
        "Look the rows up at the source; treat the doubtful value as not known.",
        "The rows are in the wrong group: gaps by sex and age are diluted.",
        Own,
        [
            new("years", 1, "by how many years an age may differ from the dates"),
            new("allowed", 0, "images that may be"),
        ])
    {
        Rule = ImpossiblePairsRule.Find,
    };
}

/// <summary>The rule of <c>impossible_pairs</c>.</summary>
file static class ImpossiblePairsRule
{
    private static readonly string[] OfMen = ["prostat", "testic", "testis", "seminoma", "penile", "scrot"];

    private static readonly string[] OfWomen =
        ["ovar", "uterus", "uterine", "endometri", "cervical cancer", "cervix", "vagin", "pregnan", "placenta",
            "fetal"];

    internal static CheckOutcome Find(CheckContext context)
    {
        SortedDictionary<int, string> found = [];
        int rules = Sexes(context, found) + Dates(context, found);
        if (rules == 0)
        {
            return CheckOutcome.NotApplicable(
                "no pair of columns is known that can exclude each other (sex and finding, "
                + "birth and examination)");
        }

        int of = context.Cohort.Count;
        CheckOutcome outcome = found.Count > context["allowed"]
            ? CheckOutcome.Found(CheckSeverity.Minor, found.Count, of,
                $"{CheckContext.Count(found.Count, "image")} of {of:N0} {(found.Count == 1 ? "has" : "have")} values "
                    + $"that "
                + $"exclude each other ({string.Join(", ", found.Values.GroupBy(why => why, StringComparer.Ordinal)
                    .Select(kind => $"{kind.Key}: {kind.Count():N0}"))}).")
            : CheckOutcome.Clear(of, "No values exclude each other, as far as the rules say.");
        foreach ((int row, string why) in found)
        {
            outcome.Showing(context, [row], why);
        }

        return outcome.Naming(context, found.Keys).ByGroup(context, found.Keys);
    }

    private static int Sexes(CheckContext context, SortedDictionary<int, string> found)
    {
        if (KnownColumns.Named(context.Cohort, "sex", "gender", "patientsex") is not { } column)
        {
            return 0;
        }

        ColumnReading sex = ColumnReading.Of(context.Cohort, new CohortColumn(column, ColumnRole.Attribute));
        bool[] isWoman = [.. sex.Groups.Select(group => group.Trim().ToLowerInvariant() is "f" or "female" or "woman"
            or "mujer" or "femme" or "feminino" or "femenino" or "weiblich" or "w")];
        bool[] isMan =
            [.. sex.Groups.Select(group => group.Trim().ToLowerInvariant() is "m" or "male" or "man" or "hombre"
            or "homme" or "masculino" or "männlich")];
        string[] columns =
        [
            .. context.Cohort.Labels,
            .. new[] { "bodypart", "bodypartexamined", "organ", "diagnosis", "finding", "indication" }
                .Select(name => KnownColumns.Named(context.Cohort, name)).OfType<string>(),
        ];
        foreach (string name in columns.Distinct())
        {
            ColumnReading label = ColumnReading.OfLabel(context.Cohort, name);
            // A column of one finding tells it by its name where the cell says yes.
            bool isFlag = label.Groups.All(group => group is "0" or "1" or "0.0" or "1.0" or "True" or "False");
            string[] texts = [.. label.Groups.Select(group =>
                (isFlag ? (group is "1" or "1.0" or "True" ? name : string.Empty) : group).ToLowerInvariant())];
            for (int row = 0; row < label.Codes.Length; row++)
            {
                (int code, int group) = (label.Codes[row], sex.Codes[row]);
                if (code < 0 || group < 0)
                {
                    continue;
                }

                if ((isWoman[group] && OfMen.Any(word => texts[code].Contains(word, StringComparison.Ordinal)))
                    || (isMan[group] && OfWomen.Any(word => texts[code].Contains(word, StringComparison.Ordinal))))
                {
                    found.TryAdd(row, $"'{column}' and '{name}'");
                }
            }
        }

        return columns.Length;
    }

    private static int Dates(CheckContext context, SortedDictionary<int, string> found)
    {
        Cohort cohort = context.Cohort;
        if (KnownColumns.Named(cohort, "birthdate", "dateofbirth", "dob", "patientbirthdate") is not { } birth
            || KnownColumns.Day(cohort) is not { } day)
        {
            return 0;
        }

        string?[] births = cohort.Values(birth);
        string?[] days = cohort.Values(day);
        string? age = KnownColumns.Named(cohort, "age", "patientage");
        string?[]? ages = age is null ? null : cohort.Values(age);
        for (int row = 0; row < births.Length; row++)
        {
            if (DayText.Parse(births[row]) is not { } born || DayText.Parse(days[row]) is not { } seen)
            {
                continue;
            }

            double years = (seen.DayNumber - born.DayNumber) / 365.25;
            if (years < 0)
            {
                found.TryAdd(row, $"'{birth}' lies after '{day}'");
            }
            else if (ages is not null && AgeText.Parse(ages[row]).Years is { } stated
                && Math.Abs(stated - years) > context["years"])
            {
                found.TryAdd(row, $"'{age}' does not fit '{birth}' and '{day}'");
            }
        }

        return 1;
    }
}
