using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>Which rows are audited and which choose thresholds, after the missing-value policy.</summary>
/// <param name="Audited">The audited rows.</param>
/// <param name="Validation">The rows that choose thresholds, or null: none were declared.</param>
internal sealed record RowChoice(PredictionTable Audited, PredictionTable? Validation)
{
    /// <summary>Chooses.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="table">All rows of one model.</param>
    /// <returns>The rows.</returns>
    /// <exception cref="ArgumentException">A split is named without a split column, or does not occur.</exception>
    internal static RowChoice Of(AuditPlan plan, PredictionTable table)
    {
        AuditRequest request = plan.Request;
        if ((request.ValidationSplit ?? request.TestSplit) is string named && table.Split is null)
        {
            throw new ArgumentException($"Split '{named}' was named, but no split column; give --split COLUMN.");
        }

        PredictionTable rows = WithMissing(table, plan.Missing);
        PredictionTable? validation = request.ValidationSplit is null ? null : rows.WhereSplit(request.ValidationSplit);
        PredictionTable audited = request.TestSplit is not null
            ? rows.WhereSplit(request.TestSplit)
            : request.ValidationSplit is null ? rows : Without(rows, request.ValidationSplit);
        return audited.RowCount == 0
            ? throw new ArgumentException("No row is left to audit after splits and the missing-value policy.")
            : new RowChoice(audited, validation);
    }

    private static PredictionTable Without(PredictionTable table, string split)
    {
        int code = table.Split!.Groups.ToList().IndexOf(split);
        return table.Where(row => table.Split.Codes[row] != code);
    }

    private static PredictionTable WithMissing(PredictionTable table, string policy) => policy switch
    {
        "drop" => table.Where(row => table.Attributes.All(attribute => attribute.Codes[row] >= 0)),
        "as_group" => table with { Attributes = [.. table.Attributes.Select(AsGroup)] },
        _ => table,
    };

    private static Grouping AsGroup(Grouping grouping)
    {
        if (!grouping.Codes.Contains(-1))
        {
            return grouping;
        }

        int code = grouping.Groups.Count;
        return grouping with
        {
            Groups = [.. grouping.Groups, Grouping.MissingGroup],
            Codes = Array.ConvertAll(grouping.Codes, c => c < 0 ? code : c),
        };
    }
}
