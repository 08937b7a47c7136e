using Isonomia.Documentation;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>A class or group that comes from one place only.</summary>
    public static IntegrityCheck SingleSourceClass { get; } = new(
        "single_source_class",
        "A class or group from one source only",
        "classes or groups",
        "a class or group of at least 'fewest' patients whose images all have one value of a fact about place or "
            + "device, "
            + "where chance gives that with a probability below 'chance' (share of the value, to the power of the "
            + "patients)",
        CheckSeverity.Major,
        "Get the class from a second source, or leave it out of claims; never compare it with classes of another "
            + "source.",
        "The class cannot be told from its source: its sensitivity, and any gap it is part of, may be the source's.",
        new("Roberts et al., Common pitfalls in machine learning for COVID-19 imaging, Nature Machine Intelligence 3, "
            + "2021",
            "https://doi.org/10.1038/s42256-021-00307-0"),
        [
            new("fewest", 10, "patients of a class below which nothing is said"),
            new("chance", 0.01, "the largest probability of a coincidence"),
        ])
    {
        Rule = SingleSourceClassRule.Find,
    };
}

/// <summary>The rule of <c>single_source_class</c>.</summary>
file static class SingleSourceClassRule
{
    private static readonly string[] Places =
    [
        "site", "hospital", "clinic", "center", "centre", "institution", "country", "source", "scanner", "manufacturer",
        "vendor", "device", "camera", "machine", "station", "batch", "lab",
    ];

    internal static CheckOutcome Find(CheckContext context)
    {
        ColumnReading[] places = [.. context.Places.Where(fact => fact.Groups.Count > 1
            && KnownColumns.Words(fact.Column).Any(Places.Contains))];
        if (places.Length == 0)
        {
            return CheckOutcome.NotApplicable("no fact about place or device with two values is known (--acquisition)");
        }

        (string Name, int[] Codes)[] classes =
        [
            .. context.Reading.Findings.Select(finding => (finding.Name,
                finding.ByUnit(context.Units).Select(value => value == 1 ? 0 : -1).ToArray())),
            .. context.Reading.Attributes.Except(context.PlaceAttributes).SelectMany(attribute =>
                attribute.Groups.Select((group, g) => ($"{attribute.Name} = {group}",
                    attribute.ByUnit(context.Units).Select(code => code == g ? 0 : -1).ToArray()))),
        ];
        if (classes.Length == 0)
        {
            return CheckOutcome.NotApplicable("no label (--label) and no attribute (--attribute) was declared");
        }

        List<string> found = [];
        foreach (ColumnReading place in places)
        {
            int[] codes = place.ByUnit(context.Units);
            int[] counts = new int[place.Groups.Count];
            foreach (int code in codes.Where(code => code >= 0))
            {
                counts[code]++;
            }

            double all = counts.Sum();
            foreach ((string name, int[] members) in classes)
            {
                int[] own = [.. Enumerable.Range(0, codes.Length).Where(u => members[u] == 0 && codes[u] >= 0)
                    .Select(u => codes[u])];
                if (own.Length >= context["fewest"] && own.Distinct().Count() == 1
                    && Math.Pow(counts[own[0]] / all, own.Length) < context["chance"])
                {
                    found.Add($"all {own.Length:N0} {context.Units.Word} with '{name}' have '{place.Name}' = "
                        + $"'{place.Groups[own[0]]}'");
                }
            }
        }

        int of = classes.Length * places.Length;
        return found.Count == 0
            ? CheckOutcome.Clear(of, "Every class and group of some size has more than one source.")
            : CheckOutcome.Found(CheckSeverity.Major, found.Count, of, CheckContext.List(found, 6) + ".");
    }
}
