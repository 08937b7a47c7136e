using System.Globalization;
using Isonomia.Datasets;

namespace Isonomia.Documentation;

/// <summary>The columns of a cohort that a document speaks of, read once.</summary>
internal sealed class CohortReading
{
    private const int MostFactGroups = 60;
    private const int MostClasses = 12;

    private static readonly HashSet<string> UsualFacts =
    [
        "site", "hospital", "center", "centre", "institution", "acquisitionsite", "scanner", "manufacturer",
            "manufacturermodelname", "device", "view",
        "viewposition", "modality", "country", "year", "source", "bodysite", "bodypart", "region", "country of case",
    ];

    private CohortReading(Cohort cohort, UnitTable units)
    {
        (Cohort, Units) = (cohort, units);
    }

    internal Cohort Cohort { get; }

    internal UnitTable Units { get; }

    /// <summary>The columns with the bins that were declared.</summary>
    internal required IReadOnlyList<CohortColumn> Columns { get; init; }

    internal required IReadOnlyList<ColumnReading> Attributes { get; init; }

    internal required IReadOnlyList<ColumnReading> Facts { get; init; }

    internal required IReadOnlyList<FindingReading> Findings { get; init; }

    internal required IReadOnlyList<string> Splits { get; init; }

    internal required int[] SplitCodes { get; init; }

    internal required IReadOnlyList<DocumentNote> Notes { get; init; }

    /// <summary>What orders the patients, or null.</summary>
    internal OrderReading? Order { get; init; }

    /// <summary>The columns that predict attributes, by attribute.</summary>
    internal IReadOnlyDictionary<string, ColumnReading> Predictions { get; init; } =
        new Dictionary<string, ColumnReading>(StringComparer.Ordinal);

    internal static CohortReading Of(DocumentRequest request, CancellationToken cancellation)
    {
        (CohortSource source, Dictionary<string, string> edges) = WithoutEdges(request.Source);
        var cohort = Cohort.Open(source, cancellation);
        UnitTable units = new(cohort);
        List<DocumentNote> notes = [.. cohort.Notes.Select(note => new DocumentNote(false, note.Sentence))];
        if (!units.AreKnown)
        {
            notes.Add(new DocumentNote(true, "No patient column was declared (--unit): every image counts as a "
                + "patient, and intervals are too narrow where patients have several."));
        }

        List<ColumnReading> attributes = [];
        CohortColumn[] columns = [.. cohort.Columns.Select(column =>
            column.Role == ColumnRole.Attribute && edges.TryGetValue(column.Alias ?? column.Name, out string? bins)
                ? column with { Binning = bins }
                : column)];
        foreach (CohortColumn column in columns.Where(column => column.Role == ColumnRole.Attribute))
        {
            cancellation.ThrowIfCancellationRequested();
            attributes.Add(ColumnReading.Of(cohort, column));
        }

        // Attributes with bins have few groups, whatever the cohort counted before they were put on.
        string[] binned = [.. edges.Keys.Concat(attributes.Where(one => one.HasOwnBins).Select(one => one.Name))];
        notes.RemoveAll(note => binned.Any(name => note.Sentence.StartsWith($"'{name}' has ", StringComparison.Ordinal)
            && note.Sentence.Contains("small groups", StringComparison.Ordinal)));
        if (attributes.Count == 0)
        {
            notes.Add(new DocumentNote(true, "No sensitive attribute was declared (--attribute): nothing can be said "
                + "about groups of patients."));
        }

        foreach (ColumnReading attribute in attributes.Where(attribute => attribute.HasOwnBins))
        {
            notes.Add(new DocumentNote(
                false, $"The attribute '{attribute.Name}' has {attribute.Distinct} numbers; the bins "
                    + $"{string.Join(", ", attribute.Groups)} were chosen by the program. Declare your own with "
                    + $"--attribute {attribute.Name}:0,40,60."));
        }

        List<FindingReading> findings = [];
        string[] labels = [.. request.Source.Labels.Where(cohort.Labels.Contains).Concat(cohort.Labels).Distinct()];
        foreach (string label in labels)
        {
            cancellation.ThrowIfCancellationRequested();
            findings.AddRange(FindingReading.Of(ColumnReading.OfLabel(cohort, label), MostClasses, notes));
        }

        if (findings.Count == 0)
        {
            notes.Add(new DocumentNote(true, "No label was declared (--label): prevalence, confounding and what an "
                + "audit could find are left out."));
        }

        List<ColumnReading> facts = [];
        foreach (string name in FactColumns(cohort, request, notes))
        {
            cancellation.ThrowIfCancellationRequested();
            ColumnReading fact = ColumnReading.OfFact(cohort, name);
            if (fact.Groups.Count is > 0 and <= MostFactGroups)
            {
                facts.Add(fact);
            }
            else
            {
                notes.Add(new DocumentNote(false, $"The column '{name}' has {fact.Groups.Count} values and is left "
                    + $"out of the facts about acquisition; up to {MostFactGroups} are shown."));
            }
        }

        (string[] splits, int[] codes) = SplitsOf(cohort);
        Dictionary<string, ColumnReading> predictions = new(StringComparer.Ordinal);
        foreach ((string attribute, string column) in request.Predictions)
        {
            if (!attributes.Any(one => one.Name == attribute))
            {
                throw new Catalogs.UnknownNameException("Attribute", attribute,
                    [.. attributes.Select(one => one.Name)]);
            }

            if (!cohort.Columns.Any(one => one.Name == column))
            {
                throw new Catalogs.UnknownNameException("Column", column, [.. cohort.Columns.Select(one => one.Name)]);
            }

            // The prediction speaks of the same groups: it takes the bins and names of the attribute.
            CohortColumn like = columns.First(one => one.Role == ColumnRole.Attribute
                && (one.Alias ?? one.Name) == attribute);
            predictions[attribute] = ColumnReading.Of(cohort, like with { Name = column, Alias = attribute });
        }

        return new CohortReading(cohort, units)
        {
            Columns = columns,
            Attributes = attributes,
            Facts = facts,
            Findings = findings,
            Splits = splits,
            SplitCodes = codes,
            Notes = notes,
            Order = OrderReading.Of(cohort, units, request.Order, notes),
            Predictions = predictions,
        };
    }

    /// <summary>Bins are put on here and not by the cohort, which takes plain numbers only: ages may be <c>060Y</c>,
    /// <c>&gt;89</c> or a date that is refused.</summary>
    private static (CohortSource Source, Dictionary<string, string> Edges) WithoutEdges(CohortSource source)
    {
        Dictionary<string, string> edges = new(StringComparer.Ordinal);
        List<string> attributes = [];
        foreach (string text in source.Attributes)
        {
            int at = text.LastIndexOf(':');
            if (at < 1 || !text[(at + 1)..].Split(',').All(part => double.TryParse(
                part, NumberStyles.Float, CultureInfo.InvariantCulture, out _)))
            {
                attributes.Add(text);
                continue;
            }

            // Bins that do not ascend are refused as everywhere.
            _ = AttributeSpecification.Parse(text, static _ => false);
            attributes.Add(text[..at]);
            int equals = text.IndexOf('=', StringComparison.Ordinal);
            edges[equals > 0 && equals < at ? text[..equals] : text[..at]] = text[(at + 1)..];
        }

        return (source with { Attributes = attributes }, edges);
    }

    private static IEnumerable<string> FactColumns(Cohort cohort, DocumentRequest request, List<DocumentNote> notes)
    {
        string[] declared = [.. cohort.Columns.Where(column => column.Role == ColumnRole.Acquisition)
            .Select(column => column.Name).Concat(request.Acquisition).Distinct()];
        foreach (string name in request.Acquisition.Where(name => !cohort.Columns.Any(column => column.Name == name)))
        {
            throw new Catalogs.UnknownNameException("Column", name, [.. cohort.Columns.Select(column => column.Name)]);
        }

        HashSet<string> taken = [.. cohort.Columns.Where(column =>
            column.Role is not (ColumnRole.Other or ColumnRole.Acquisition)).Select(column => column.Name)];
        string[] guessed =
        [
            .. cohort.Columns.Where(column => column.Role == ColumnRole.Other && !taken.Contains(column.Name)
                && !declared.Contains(column.Name)
                && UsualFacts.Contains(string.Concat(column.Name.Where(char.IsLetterOrDigit)).ToLowerInvariant()))
                    .Select(column => column.Name),
        ];
        if (guessed.Length > 0)
        {
            notes.Add(new DocumentNote(false, $"Taken as facts about acquisition by their names: "
                + $"{string.Join(", ", guessed)}."));
        }

        return declared.Concat(guessed);
    }

    private static (string[] Names, int[] Codes) SplitsOf(Cohort cohort)
    {
        if (cohort.Splits is null)
        {
            return ([], []);
        }

        string[] names = [.. cohort.Splits.OfType<string>().Distinct(StringComparer.Ordinal).OrderBy(name => name switch
        {
            "train" or "training" => 0,
            "val" or "valid" or "validation" => 1,
            "test" or "testing" => 2,
            _ => 3,
        }).ThenBy(name => name, StringComparer.Ordinal)];
        return (names, [.. cohort.Splits.Select(split => split is null ? -1 : Array.IndexOf(names, split))]);
    }
}
