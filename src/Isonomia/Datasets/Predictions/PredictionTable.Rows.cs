using Isonomia.Catalogs;

namespace Isonomia.Datasets;

/// <content>Subsets of rows.</content>
public sealed partial record PredictionTable
{
    /// <summary>Takes the rows a condition holds for, in order.</summary>
    /// <param name="keep">Given a row index in [0, RowCount), whether to keep the row.</param>
    /// <returns>A table of these rows; groups keep their codes (also empty ones), units are renumbered without holes,
    /// fingerprint and notes stay those of the whole table.</returns>
    public PredictionTable Where(Func<int, bool> keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        int[] rows = [.. Enumerable.Range(0, RowCount).Where(keep)];
        return Take(rows);
    }

    /// <summary>Takes the rows of one split.</summary>
    /// <param name="split">The split's name, for example <c>test</c>.</param>
    /// <returns>A table of these rows (see <see cref="Where"/>).</returns>
    /// <exception cref="InvalidOperationException">The table has no split column.</exception>
    /// <exception cref="UnknownNameException">There is no such split.</exception>
    public PredictionTable WhereSplit(string split) => WhereGroup("Split", Split, split);

    /// <summary>Takes the rows of one model.</summary>
    /// <param name="model">The model's name.</param>
    /// <returns>A table of these rows (see <see cref="Where"/>).</returns>
    /// <exception cref="InvalidOperationException">The table has no model column.</exception>
    /// <exception cref="UnknownNameException">There is no such model.</exception>
    public PredictionTable WhereModel(string model) => WhereGroup("Model", Model, model);

    /// <summary>Takes rows by index.</summary>
    /// <param name="rows">Row indices in [0, RowCount), in the order wanted; an index may repeat.</param>
    /// <returns>A table of these rows (see <see cref="Where"/>).</returns>
    /// <exception cref="ArgumentOutOfRangeException">An index is outside the table.</exception>
    public PredictionTable Take(int[] rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        foreach (int row in rows)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(row);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, RowCount);
        }

        int[]? units = Units is null ? null : Pick(Units, rows);
        return this with
        {
            RowCount = rows.Length,
            Outcome = Pick(Outcome, rows),
            Attributes = [.. Attributes.Select(attribute => Pick(attribute, rows))],
            Controls = [.. Controls.Select(control => Pick(control, rows))],
            Units = units,
            UnitCount = units is null ? rows.Length : UnitCodes.Compact(units).Count,
            Ids = Ids is null ? null : Pick(Ids, rows),
            Weights = Weights is null ? null : Pick(Weights, rows),
            Embeddings = Embeddings is null ? null : Embeddings with { Rows = Pick(Embeddings.Rows, rows) },
            Split = Split is null ? null : Pick(Split, rows),
            Model = Model is null ? null : Pick(Model, rows),
        };
    }

    private static T[] Pick<T>(T[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);

    private static Grouping Pick(Grouping grouping, int[] rows) => grouping with { Codes = Pick(grouping.Codes, rows) };

    private static Outcome Pick(Outcome outcome, int[] rows) => outcome switch
    {
        Outcome.Binary binary => binary with { Labels = Pick(binary.Labels, rows), Scores = Pick(binary.Scores, rows) },
        Outcome.Multiclass classes => classes with
        {
            Labels = Pick(classes.Labels, rows),
            Scores = PickRows(classes.Scores, classes.Classes.Count, rows),
        },
        Outcome.Multilabel several => several with
        {
            Labels = Array.ConvertAll(several.Labels, labels => Pick(labels, rows)),
            Scores = Array.ConvertAll(several.Scores, scores => Pick(scores, rows)),
        },
        Outcome.Regression regression => regression with
        {
            Targets = Pick(regression.Targets, rows),
            Predictions = Pick(regression.Predictions, rows),
        },
        Outcome.Segmentation masks => masks with
        {
            ReferencePaths = Pick(masks.ReferencePaths, rows),
            PredictionPaths = Pick(masks.PredictionPaths, rows),
        },
        _ => throw new InvalidOperationException($"Task '{outcome.Task}' cannot be subset."),
    };

    private static double[] PickRows(double[] values, int width, int[] rows)
    {
        double[] picked = new double[rows.Length * width];
        for (int i = 0; i < rows.Length; i++)
        {
            values.AsSpan(rows[i] * width, width).CopyTo(picked.AsSpan(i * width));
        }

        return picked;
    }

    private PredictionTable WhereGroup(string kind, Grouping? grouping, string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        Grouping groups = grouping
            ?? throw new InvalidOperationException(
                $"The table has no {kind.ToLowerInvariant()} column; name one in the request.");
        int code = groups.Groups.ToList().IndexOf(name);
        return code < 0
            ? throw new UnknownNameException(kind, name, groups.Groups)
            : Where(row => groups.Codes[row] == code);
    }
}
