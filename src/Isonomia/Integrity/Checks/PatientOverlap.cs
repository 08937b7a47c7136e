using Isonomia.Datasets;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Patients, studies or accessions in two splits.</summary>
    public static IntegrityCheck PatientOverlap { get; } = new(
        "patient_overlap",
        "Patients in two splits",
        "patients",
        "joins the splits on the patient column, and on columns with study or accession numbers",
        CheckSeverity.Blocking,
        "Split by patient ('isonomia ingest --split' does), train again, and audit again.",
        "The model met its test patients while training: every metric is too high, and most for groups whose patients "
            + "have more images; gaps between groups can vanish or appear.",
        new("Kapoor and Narayanan, Leakage and the reproducibility crisis in machine-learning-based science, Patterns "
            + "4, "
            + "2023, leakage type L3.2", "https://doi.org/10.1016/j.patter.2023.100804"),
        [new("allowed", 0, "units that may be in two splits")])
    {
        Rule = PatientOverlapRule.Find,
    };
}

/// <summary>The rule of <c>patient_overlap</c>.</summary>
file static class PatientOverlapRule
{
    private static readonly (string Word, string[] Names)[] Others =
    [
        ("study", ["studyinstanceuid", "studyuid", "studyid"]),
        ("accession", ["accessionnumber", "accession", "accessionid"]),
    ];

    internal static CheckOutcome Find(CheckContext context)
    {
        Cohort cohort = context.Cohort;
        if (cohort.Splits is null || context.Reading.Splits.Count < 2)
        {
            return CheckOutcome.NotApplicable(cohort.Splits is null
                ? "no split column was declared (--split)" : "there is one split only");
        }

        List<(string Word, IReadOnlyList<string?> Units)> keys = [];
        if (cohort.Units is not null)
        {
            keys.Add(("patient", cohort.Units));
        }

        foreach ((string word, string[] names) in Others)
        {
            if (KnownColumns.Named(cohort, names) is { } column)
            {
                keys.Add((word, cohort.Values(column)));
            }
        }

        if (keys.Count == 0)
        {
            return CheckOutcome.NotApplicable("no patient, study or accession column is known (--unit)");
        }

        List<string> sentences = [];
        List<int> rows = [];
        List<(string Word, int[] Rows)> shown = [];
        long count = 0;
        List<CheckMeasure> measures = [];
        foreach ((string word, IReadOnlyList<string?> units) in keys)
        {
            var shared = Shared(units, context.Reading.SplitCodes);
            int[] own = [.. shared.SelectMany(one => one)];
            measures.Add(new CheckMeasure($"{word}_in_two_splits", shared.Count,
                $"{word} ids with images in two splits"));
            measures.Add(new CheckMeasure($"images_of_{word}_in_two_splits", own.Length, "images that are theirs"));
            if (shared.Count > 0)
            {
                sentences.Add($"{CheckContext.Count(shared.Count, Noun(word), Plural(word))} "
                    + $"{(shared.Count == 1 ? "has" : "have")} images in two splits "
                    + $"({CheckContext.Count(own.Length, "image")}: {Where(context, shared)})");
                rows.AddRange(own);
                shown.AddRange(shared.Select(one => (word, one)));
                count = Math.Max(count, shared.Count);
            }
        }

        long of = cohort.Units is null ? 0 : context.Units.Count;
        CheckOutcome outcome = count > context["allowed"]
            ? CheckOutcome.Found(CheckSeverity.Blocking, count, of, string.Join("; ", sentences) + ".")
            : CheckOutcome.Clear(of, sentences.Count == 0 ? "Every patient is in one split only."
                : string.Join("; ", sentences) + ", which was allowed.");
        outcome.Measures.AddRange(measures);
        foreach ((string word, int[] one) in shown)
        {
            // One image from each split shows it best.
            outcome.Showing(
                context,
                one.GroupBy(row => context.Reading.SplitCodes[row]).Select(split => split.First()),
                $"one {word}: " + string.Join(", ", one.GroupBy(row => cohort.Splits[row]!)
                    .Select(split => $"{split.Count()} in {split.Key}")));
        }

        return outcome.Naming(context, rows).ByGroup(context, [.. rows.Distinct()], withFacts: false);
    }

    private static string Noun(string word) => word == "patient" ? "patient" : word == "study" ? "study" : "accession";

    private static string Plural(string word) => word == "study" ? "studies" : word + "s";

    /// <summary>The rows of every unit with rows in two splits; rows without a split do not count.</summary>
    private static List<int[]> Shared(IReadOnlyList<string?> units, int[] splits)
    {
        Dictionary<string, int> home = new(StringComparer.Ordinal);
        HashSet<string> shared = new(StringComparer.Ordinal);
        for (int row = 0; row < units.Count; row++)
        {
            if (units[row] is { } unit && splits[row] >= 0 && !home.TryAdd(unit, splits[row])
                && home[unit] != splits[row])
            {
                shared.Add(unit);
            }
        }

        return [.. Enumerable.Range(0, units.Count)
            .Where(row => splits[row] >= 0 && units[row] is { } unit && shared.Contains(unit))
            .GroupBy(row => units[row]!, StringComparer.Ordinal).Select(unit => unit.ToArray())];
    }

    private static string Where(CheckContext context, List<int[]> shared) => CheckContext.List(
    [
        .. shared.GroupBy(rows => string.Join(" and ", rows.Select(row => context.Reading.SplitCodes[row]).Distinct()
                .Order().Select(split => context.Reading.Splits[split])), StringComparer.Ordinal)
            .OrderByDescending(pair => pair.Count()).Select(pair => $"{pair.Count()} in {pair.Key}"),
    ]);
}
