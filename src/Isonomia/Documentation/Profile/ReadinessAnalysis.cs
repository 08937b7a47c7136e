using System.Globalization;
using Isonomia.Numerics;

namespace Isonomia.Documentation;

/// <summary>What an audit of this data could find, and ten dimensions of what the data can support: a profile, no
/// score.</summary>
internal static class ReadinessAnalysis
{
    private const int MostFindings = 6;
    private const int FewestPatients = 30;

    internal static IReadOnlyList<PowerRow> Power(CohortReading reading, DocumentRequest request)
    {
        int test = reading.Splits.ToList()
            .FindIndex(split => split.StartsWith("test", StringComparison.OrdinalIgnoreCase));
        string name = test < 0 ? "all" : reading.Splits[test];
        List<PowerRow> rows = [];
        foreach (FindingReading finding in reading.Findings.Take(MostFindings))
        {
            foreach (ColumnReading attribute in reading.Attributes)
            {
                rows.AddRange(Rows(reading, request, finding, attribute, test, name));
            }
        }

        return rows;
    }

    internal static IReadOnlyList<ReadinessDimension> Profile(
        CohortReading reading, CohortDocument document, string? labelSource, IntegrityEvidence? integrity)
    {
        string[] names = [.. document.Attributes.Where(attribute => attribute.Recorded > 0)
            .Select(attribute => TextFolding.Name(attribute.Name))];
        bool Has(params string[] words) =>
            names.Any(name => words.Any(word => name.Contains(word, StringComparison.Ordinal)));
        bool ageAndSex = Has("age", "edad", "idade", "alter") && Has("sex", "gender", "genero", "geschlecht", "sexo");
        bool third = Has("race", "ethnic", "language", "insurance", "skin", "fitz", "fits", "phototype", "site",
            "country", "nationality");
        AttributeProfile? least = document.Attributes.MinBy(attribute => attribute.Recorded);
        MissingnessProfile[] onLabel =
            [.. document.Missingness.Where(profile =>
            profile.Verdict.StartsWith("suspected", StringComparison.Ordinal))];
        int provenance = document.Attributes.Count == 0 ? 0
            : document.Attributes.Min(attribute => attribute.Provenance switch
        {
            "self-reported" => 3,
            "record" or "clinician" => 2,
            "text" or "inferred" => 1,
            _ => 0,
        });
        GroupCount? smallest = document.Attributes.SelectMany(attribute => attribute.Groups)
            .Where(group => group.Patients > 0).MinBy(group => group.Patients);
        double? worst = document.Power.Count == 0 || document.Power.Any(row => row.SensitivityGap is null) ? null
            : document.Power.Max(row => row.SensitivityGap);
        int fewest = document.Power.Count == 0 ? 0 : document.Power.Min(row => row.Positives);
        AssociationRow[] major = [.. document.Associations.Where(row => row.Kind == "label_acquisition"
            && row.Severity != "none")];
        (string[] sites, string[] countries) = Places(reading);
        return
        [
            new("attributes recorded", third && ageAndSex ? 3 : ageAndSex ? 2 : names.Length > 0 ? 1 : 0,
                names.Length == 0 ? "no attribute is recorded"
                    : "recorded: "
                        + string.Join(", ", document.Attributes.Where(a => a.Recorded > 0).Select(a => a.Name)),
                "record age and sex, and one of race, ethnicity, language, insurance, skin type or site"),
            new("completeness", least is null ? 0 : least.Recorded >= 0.98 && onLabel.Length == 0 ? 3
                : least.Recorded >= 0.9 ? 2 : least.Recorded >= 0.5 ? 1 : 0,
                least is null ? "no attribute is recorded"
                    : $"the least complete attribute is '{least.Name}': known for {Percent(least.Recorded)} of "
                    + $"{document.Patients:N0} {reading.Units.Word}"
                    + (onLabel.Length > 0
                        ? $"; being without '{string.Join("', '", onLabel.Select(p => p.Attribute))}' depends on the "
                        + $"label" : string.Empty),
                "collect the missing values, and say why they are missing"),
            new("provenance of attributes", provenance, provenance == 0
                ? "how at least one attribute was obtained is not stated" : "stated for every attribute",
                "say for each attribute whether it is self-reported, from a record, from a clinician, from text or "
                    + "inferred (--provenance)"),
            new("group sizes for evaluation",
                smallest is null || smallest.Patients < FewestPatients ? 0 : worst is <= 0.05 ? 3 : worst is <= 0.1 ? 2
                    : 1,
                smallest is null ? "no group" : $"the smallest group is '{smallest.Name}' with {smallest.Patients:N0} "
                    + (smallest.Patients == 1 ? reading.Units.Word[..^1] : reading.Units.Word)
                    + (worst is null ? "; for some group no sensitivity can be compared" : worst > 1
                        ? "; for some group no gap would be found"
                        : $"; the largest gap that could go unnoticed in sensitivity is {Two(worst.Value)}"),
                "more patients in the smallest groups of the test split"),
            new("positives per group", fewest >= 200 ? 3 : fewest >= 50 ? 2 : fewest >= 10 ? 1 : 0,
                document.Power.Count == 0 ? "no label and attribute to count"
                    : $"the fewest positives of a finding in a group are {fewest:N0} images "
                        + $"({document.Power[0].Split})",
                "more positives in the groups that have fewest, or a coarser grouping"),
            new("intersections", Crossings(document), document.Intersections.Count == 0 ? "fewer than two attributes"
                : $"{document.Intersections.Count(IsLarge)} of {document.Intersections.Count} cells of two "
                    + $"attributes have {FewestPatients} {reading.Units.Word} and 10 positives",
                "more patients in the crossings, or coarser groups"),
            new("geography and setting", countries.Length > 1 ? 3 : sites.Length > 1 ? 2 : sites.Length == 1
                || countries.Length == 1 ? 1 : 0,
                countries.Length + sites.Length == 0 ? "no column tells the site or the country"
                    : $"{sites.Length} sites and {countries.Length} countries are named in the table",
                "record the site and the country (--acquisition)"),
            Labels(labelSource),
            new("integrity",
                document.SharedPatients > 0 || major.Any(row => row.Severity == "blocking") ? 0 : integrity?.Level ?? 1,
                integrity is not null ? integrity.Words
                    : document.SharedPatients > 0 ? $"{document.SharedPatients:N0} patients are in more than one split"
                    : major.Length > 0 ? $"the label hangs together with "
                        + $"{string.Join(", ", major.Select(row => row.Second).Distinct())}"
                    : "patients of splits and confounding were checked here; duplicates, pictures and labels were not",
                integrity is null ? "run 'isonomia check', mend what it finds, and name its check.json (--integrity)"
                    : "mend what 'isonomia check' found"),
            new("terms", document.Gate.Answer switch { "allowed" => 3, "allowed_with_duties" => 2, "unknown" => 1,
                _ => 0 },
                $"the asked use ({document.Gate.Use.Purpose}, {document.Gate.Use.Action.Replace('_', ' ')}) is "
                    + $"{document.Gate.Answer.Replace('_', ' ')}",
                "state the licence and the consent codes (--license, --duo), and ask for what is unknown"),
        ];
    }

    private static ReadinessDimension Labels(string? source) => new(
        "labels",
        source switch { "machine" or "report" => 1, "expert" or "experts" => 2, "experts_by_group" => 3, _ => 0 },
        source switch
        {
            "machine" => "a program made the labels",
            "report" => "the labels were taken from reports",
            "expert" => "one expert labelled",
            "experts" => "several experts labelled; their agreement by group is not stated",
            "experts_by_group" => "several experts labelled, with their agreement by group",
            _ => "who made the labels is not stated (--label-source); the datasheet asks for it",
        },
        "several experts, and their agreement by group");

    private static IEnumerable<PowerRow> Rows(
        CohortReading reading, DocumentRequest request, FindingReading finding, ColumnReading attribute, int test,
            string split)
    {
        int groups = attribute.Groups.Count;
        int[] positives = new int[groups];
        int[] negatives = new int[groups];
        HashSet<int>[] patients = [.. Enumerable.Range(0, groups).Select(_ => new HashSet<int>())];
        for (int i = 0; i < finding.Rows.Length; i++)
        {
            int group = attribute.Codes[i];
            if (group < 0 || finding.Rows[i] < 0 || (test >= 0 && reading.SplitCodes[i] != test))
            {
                continue;
            }

            (finding.Rows[i] == 1 ? positives : negatives)[group]++;
            patients[group].Add(reading.Units.Rows[i]);
        }

        int[] present = [.. Enumerable.Range(0, groups).Where(g => positives[g] + negatives[g] > 0)];
        if (present.Length < 2)
        {
            yield break;
        }

        int comparisons = present.Length * (present.Length - 1) / 2;
        double Effect(int g) => 1 + (
            ((double)(positives[g] + negatives[g]) / patients[g].Count - 1) * request.WithinPatientCorrelation);
        foreach (int g in present)
        {
            int other = present.Where(o => o != g).MaxBy(o => positives[o] + negatives[o]);
            double? Gap(int[] counts)
            {
                double rate = request.PlannedRate;
                return counts[g] == 0 || counts[other] == 0 ? null : Planning.MinimumDetectableGap(
                    Math.Sqrt(rate * (1 - rate) * Effect(g) / counts[g]),
                        Math.Sqrt(rate * (1 - rate) * Effect(other) / counts[other]), comparisons: comparisons);
            }

            double? Area(int k) => positives[k] == 0 || negatives[k] == 0 ? null
                : AurocInterval.HanleyMcNeilVariance(request.PlannedRate, Math.Max(1, positives[k] / Effect(k)),
                    Math.Max(1, negatives[k] / Effect(k)));
            double? auroc = Area(g) is double first && Area(other) is double second
                ? Planning.MinimumDetectableGap(Math.Sqrt(first), Math.Sqrt(second), comparisons: comparisons)
                : null;
            double? sensitivity = Gap(positives);
            yield return new PowerRow(
                finding.Name, attribute.Name, attribute.Groups[g], attribute.Groups[other], split, positives[g],
                    negatives[g], sensitivity, Gap(negatives), auroc,
                Reading(sensitivity, positives[g], positives[other]));
        }
    }

    private static string Reading(double? gap, int positives, int others) => gap switch
    {
        null => positives == 0 ? "no positive: sensitivity cannot be audited" : others == 0
            ? "no positive in the group it is held against" : "cannot be audited",
        <= 0.05 => "a gap of 0.05 in sensitivity would be found",
        <= 0.1 => "a gap of 0.10 in sensitivity would be found, one of 0.05 would not",
        <= 0.3 => $"only gaps of {Two(gap.Value)} and more in sensitivity would be found",
        _ => "too few: no gap that matters would be found",
    };

    private static bool IsLarge(IntersectionCell cell) =>
        cell.Patients >= FewestPatients && (cell.Positives ?? 0) >= 10;

    private static int Crossings(CohortDocument document)
    {
        if (document.Intersections.Count == 0)
        {
            return 0;
        }

        bool[] evaluable = [.. document.Intersections.GroupBy(cell => cell.Attributes, StringComparer.Ordinal)
            .Select(pair => pair.All(cell => cell.Patients >= FewestPatients
                && (cell.Positives ?? FewestPatients) >= 10))];
        return evaluable.All(pair => pair) && evaluable.Length > 2 ? 3 : evaluable.Count(pair => pair) > 1 ? 2
            : evaluable.Any(pair => pair) ? 1 : 0;
    }

    private static (string[] Sites, string[] Countries) Places(CohortReading reading)
    {
        bool Is(ColumnReading column, params string[] words) =>
            words.Any(word => TextFolding.Name(column.Name).Contains(word, StringComparison.Ordinal));
        ColumnReading[] all = [.. reading.Attributes, .. reading.Facts];
        return (
            [.. all.Where(column => Is(column, "site", "hospital", "center", "centre", "institution")
                && !Is(column, "body")).SelectMany(column => column.Groups).Distinct()],
            [.. all.Where(column => Is(column, "country", "pais", "pays", "land")).SelectMany(column => column.Groups)
                .Select(group => CountryTable.Find(group)?.Alpha3).OfType<string>().Distinct()]);
    }

    private static string Percent(double share) => (100 * share).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    private static string Two(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
