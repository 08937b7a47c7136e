using Isonomia.Datasets;
using Isonomia.Documentation;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Patient ids that hide one person or join two.</summary>
    public static IntegrityCheck PatientIdSuspect { get; } = new(
        "patient_id_suspect",
        "Patient ids that hide one person or join two",
        "patients",
        "one id with two sexes, two birth dates, or ages that no follow-up explains (span above years); one id in "
            + "two countries, or at two sites with another sex or age; copies of one picture under two ids",
        CheckSeverity.Major,
        "Ask the source how ids were made; make them unique by site (site + id), and give copies one id.",
        "Patients are the unit of splits and intervals: a person under two ids leaks between splits, and two persons "
            + "under one id make intervals too wide and mix their groups.",
        Own,
        [
            new("years", 20, "the span of ages of one id above which it is suspect"),
            new("allowed", 0, "suspect ids that may be"),
        ])
    {
        MayUsePictures = true,
        Rule = PatientIdSuspectRule.Find,
    };
}

/// <summary>The rule of <c>patient_id_suspect</c>.</summary>
file static class PatientIdSuspectRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        Cohort cohort = context.Cohort;
        if (cohort.Units is null)
        {
            return CheckOutcome.NotApplicable("no patient column was declared (--unit)");
        }

        Dictionary<int, SortedSet<string>> suspects = [];
        int[] units = context.Units.Rows;
        ColumnReading? sex = Of(context, "sex", "gender", "patientsex");
        ColumnReading? age = Of(context, "age", "patientage", "ageyears");
        int sexes = sex is null ? 0 : Differing(suspects, units, sex.Codes, "two sexes");
        int births = KnownColumns.Named(cohort, "birthdate", "dateofbirth", "dob", "patientbirthdate") is { } birth
            ? Differing(suspects, units, ColumnReading.OfFact(cohort, birth).Codes, "two birth dates") : 0;
        int spans = age?.Numbers is { } ages ? Spanning(suspects, context, ages) : 0;
        int places = context.Places.Where(IsPlace)
            .Sum(place => Moving(suspects, context, place, sex, age));
        int copies = Copied(suspects, context, out int copiedPairs, out List<DuplicatePictures.Pair> pairs);
        int count = suspects.Count;
        string[] kinds =
        [
            .. new[]
            {
                (sexes, "two sexes"), (births, "two birth dates"),
                (spans, $"ages more than {context["years"]:0} years apart"),
                    (places, "two countries, or two sites and another sex or age"),
            }.Where(kind => kind.Item1 > 0).Select(kind => $"{kind.Item1} with {kind.Item2}"),
            .. copies > 0 ? [$"{CheckContext.Count(copiedPairs, "pair")} of copies under two ids"]
                : Array.Empty<string>(),
        ];
        CheckOutcome outcome = count > context["allowed"]
            ? CheckOutcome.Found(CheckSeverity.Major, count, context.Units.Count,
                $"{CheckContext.Count(count, "patient id")} of {context.Units.Count:N0} "
                + $"{(count == 1 ? "is" : "are")} suspect: {string.Join("; ", kinds)}.")
            : CheckOutcome.Clear(context.Units.Count,
                "No patient id hides one person or joins two, as far as sex, age, "
                + $"birth date, place{(!context.HasPictures ? string.Empty : " and copies of pictures")} tell.");
        outcome.With("two_sexes", sexes, "ids with two sexes")
            .With("two_birth_dates", births, "ids with two birth dates")
            .With("age_span", spans, "ids whose ages lie too far apart")
            .With("two_places", places, "ids at two places whose sex or age differs")
            .With("copies_under_two_ids", copiedPairs, "pairs of copies of a picture under two ids");
        foreach (DuplicatePictures.Pair pair in pairs)
        {
            outcome.Showing(context, [pair.First, pair.Second], $"two patient ids; {pair.Detail}");
        }

        ILookup<int, int> rows = Enumerable.Range(0, units.Length).Where(row => suspects.ContainsKey(units[row]))
            .ToLookup(row => units[row]);
        foreach ((int unit, SortedSet<string> why) in suspects.OrderBy(one => one.Key).Where(one =>
            one.Value.Any(reason => reason != "copies")))
        {
            outcome.Showing(context, rows[unit], $"one patient id: {string.Join(", ", why.Where(w => w != "copies"))}");
        }

        int[] all = [.. rows.SelectMany(one => one)];
        return outcome.Naming(context, all).ByGroup(context, all);
    }

    private static ColumnReading? Of(CheckContext context, params string[] names) =>
        context.Reading.Attributes.FirstOrDefault(column =>
            names.Contains(string.Concat(KnownColumns.Words(column.Column))))
        ?? (KnownColumns.Named(context.Cohort, names) is { } column
            ? ColumnReading.Of(context.Cohort, new CohortColumn(column, ColumnRole.Attribute)) : null);

    private static bool IsPlace(ColumnReading fact) => KnownColumns.Words(fact.Column) is var words
        && !words.Contains("body")
            && words.Any(word =>
                word is "site" or "hospital" or "clinic" or "center" or "centre" or "institution" or "country");

    private static void Add(Dictionary<int, SortedSet<string>> suspects, int unit, string why)
    {
        if (!suspects.TryGetValue(unit, out SortedSet<string>? reasons))
        {
            suspects[unit] = reasons = new SortedSet<string>(StringComparer.Ordinal);
        }

        reasons.Add(why);
    }

    private static int Differing(
        Dictionary<int, SortedSet<string>> suspects, int[] units, int[] codes, string why)
    {
        Dictionary<int, int> first = [];
        HashSet<int> differing = [];
        for (int row = 0; row < units.Length; row++)
        {
            if (codes[row] >= 0 && !first.TryAdd(units[row], codes[row]) && first[units[row]] != codes[row])
            {
                differing.Add(units[row]);
            }
        }

        foreach (int unit in differing)
        {
            Add(suspects, unit, why);
        }

        return differing.Count;
    }

    private static int Spanning(Dictionary<int, SortedSet<string>> suspects, CheckContext context, double[] ages)
    {
        (double Low, double High)[] spans = Spans(context, ages);
        int count = 0;
        for (int unit = 0; unit < spans.Length; unit++)
        {
            if (spans[unit].High - spans[unit].Low > context["years"])
            {
                Add(suspects, unit, $"ages more than {context["years"]:0} years apart");
                count++;
            }
        }

        return count;
    }

    private static (double Low, double High)[] Spans(CheckContext context, double[] ages)
    {
        (double Low, double High)[] spans = new (double, double)[context.Units.Count];
        Array.Fill(spans, (double.PositiveInfinity, double.NegativeInfinity));
        for (int row = 0; row < ages.Length; row++)
        {
            ref (double Low, double High) span = ref spans[context.Units.Rows[row]];
            if (!double.IsNaN(ages[row]))
            {
                span = (Math.Min(span.Low, ages[row]), Math.Max(span.High, ages[row]));
            }
        }

        return spans;
    }

    /// <summary>Ids at two places are suspect where the sex differs, or the ages by more than five years.</summary>
    private static int Moving(
        Dictionary<int, SortedSet<string>> suspects, CheckContext context, ColumnReading place, ColumnReading? sex,
        ColumnReading? age)
    {
        int count = 0;
        bool isCountry = KnownColumns.Words(place.Column).Contains("country");
        Dictionary<int, SortedSet<string>> moved = [];
        Differing(moved, context.Units.Rows, place.Codes, "places");
        if (moved.Count == 0)
        {
            return 0;
        }

        Dictionary<int, SortedSet<string>> otherSex = [];
        if (sex is not null)
        {
            Differing(otherSex, context.Units.Rows, sex.Codes, "sex");
        }

        (double Low, double High)[]? spans = age?.Numbers is null ? null : Spans(context, age.Numbers);
        foreach (int unit in moved.Keys.Where(unit => isCountry || otherSex.ContainsKey(unit)
            || (spans is not null && spans[unit].High - spans[unit].Low > 5)))
        {
            Add(suspects, unit, isCountry ? $"two values of '{place.Name}'"
                : $"two values of '{place.Name}' and another sex or age");
            count++;
        }

        return count;
    }

    private static int Copied(
        Dictionary<int, SortedSet<string>> suspects, CheckContext context, out int count,
        out List<DuplicatePictures.Pair> pairs)
    {
        pairs = !context.HasPictures ? [] : [.. context.Duplicates.Pairs.Where(pair =>
            context.Units.Rows[pair.First] != context.Units.Rows[pair.Second])
            .OrderByDescending(pair => pair.IsExact).ThenByDescending(pair => pair.Similarity)];
        foreach (DuplicatePictures.Pair pair in pairs)
        {
            Add(suspects, context.Units.Rows[pair.First], "copies");
            Add(suspects, context.Units.Rows[pair.Second], "copies");
        }

        count = pairs.Count;
        return pairs.Count;
    }
}
