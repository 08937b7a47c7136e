using Isonomia.Documentation;

namespace Isonomia.Integrity;

/// <summary>The rule of the checks that ask what hangs together.</summary>
internal static class AssociationRules
{
    private const double Level = 0.05;

    internal static CheckOutcome Find(
        CheckContext context, Func<AssociationRow, bool> isOwn, double auroc, double blocking, string whyNone,
        string what)
    {
        AssociationRow[] rows = [.. context.Associations.Where(isOwn).Where(row => row.P is not null)];
        return rows.Length == 0
            ? CheckOutcome.NotApplicable(whyNone)
            : Judge(rows, context["v"], auroc, blocking, what, static row => IsAcquired(row));
    }

    /// <summary>Judges rows: effect sizes that chance does not explain.</summary>
    internal static CheckOutcome Judge(
        IReadOnlyCollection<AssociationRow> rows, double v, double auroc, double blocking, string what,
        Func<AssociationRow, bool> countsAuroc)
    {
        AssociationRow[] found = [.. rows.Where(row => row.Q < Level
            && (row.CramersV >= v || (countsAuroc(row) && row.Auroc >= auroc)))
            .OrderByDescending(row => row.Auroc ?? 0).ThenByDescending(row => row.CramersV ?? 0)
            .ThenBy(row => row.First, StringComparer.Ordinal).ThenBy(row => row.Second, StringComparer.Ordinal)];
        AssociationRow[] acquired = [.. found.Where(row => !IsOfTheBody(row))];
        bool blocks = found.Any(row => countsAuroc(row) && row.Auroc >= blocking && !IsOfTheBody(row));
        AssociationRow? strongest = rows.MaxBy(row => row.CramersV ?? -1);
        CheckOutcome outcome = found.Length == 0
            ? CheckOutcome.Clear(rows.Count, strongest?.CramersV is null
                ? $"Nothing can be said about what {what} hang together with: too little data."
                : $"No strong tie: the strongest is {Name(strongest)}.")
            : CheckOutcome.Found(
                blocks ? CheckSeverity.Blocking : acquired.Length > 0 ? CheckSeverity.Major : CheckSeverity.Minor,
                found.Length,
                rows.Count,
                string.Join("; ", found.GroupBy(row => row.Second, StringComparer.Ordinal)
                    .Select(fact => $"'{fact.Key}' goes with {CheckContext.List([.. fact.Select(Strength)], 3)}")) + "."
                + (found.Any(row => row.Kind != "attribute_acquisition"
                    && (IsOfTheBody(row) || !IsAcquired(row)))
                    ? " Age, sex and body part can go with a disease by nature; a model can lean on them all the same."
                    : string.Empty));
        foreach (AssociationRow row in found.Take(40))
        {
            outcome.With($"v:{row.First}:{row.Second}", row.CramersV, $"Cramér's V of {row.First} and {row.Second}, "
                + $"{row.Patients} patients, {row.Test}, q {(row.Q < 0.001 ? "< 0.001" : CheckContext.Two(row.Q))}");
            if (row.Auroc is not null)
            {
                outcome.With($"auroc:{row.First}:{row.Second}", row.Auroc,
                    $"how well {row.Second} alone tells {row.First} (AUROC, five folds of patients)");
            }
        }

        return outcome;
    }

    /// <summary>Whether a row ties a label to how pictures were made, whatever role the column was given.</summary>
    private static bool IsAcquired(AssociationRow row) => row.Kind == "label_acquisition"
        || (row.Kind == "label_attribute" && KnownColumns.IsAcquisition(row.Second));

    /// <summary>The part of the body that was pictured: no trace of a device.</summary>
    private static bool IsOfTheBody(AssociationRow row) => row.Kind != "label_attribute"
        && KnownColumns.Words(row.Second).Any(word => word is "body" or "region" or "organ" or "anatomical");

    private static string Name(AssociationRow row) => $"'{row.First}' with '{row.Second}' ({Numbers(row)})";

    private static string Strength(AssociationRow row) => $"'{row.First}' ({Numbers(row)})";

    private static string Numbers(AssociationRow row) => $"V {CheckContext.Two(row.CramersV)}"
        + (row.Auroc is null ? string.Empty : $", AUROC of it alone {CheckContext.Two(row.Auroc)}");
}
