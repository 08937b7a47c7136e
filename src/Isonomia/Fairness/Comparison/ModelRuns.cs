using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>The rows of one training run of one model on one data set.</summary>
/// <param name="Dataset">The data set's index, or 0.</param>
/// <param name="Model">The model's index.</param>
/// <param name="Seed">The run's name, or null.</param>
/// <param name="Test">The compared table rows, in the order of their identifiers.</param>
/// <param name="Chosen">The table rows models are chosen on.</param>
internal sealed record ModelRun(int Dataset, int Model, string? Seed, int[] Test, int[] Chosen);

/// <summary>A table of several models cut into runs.</summary>
internal sealed class ModelRuns
{
    private ModelRuns(
        IReadOnlyList<string> models, IReadOnlyList<string?> datasets, IReadOnlyList<ModelRun> runs, long leftOut)
    {
        Models = models;
        Datasets = datasets;
        Runs = runs;
        LeftOutRows = leftOut;
    }

    /// <summary>The models that have rows, in ordinal order.</summary>
    internal IReadOnlyList<string> Models { get; }

    /// <summary>The data sets that have rows; one without a name where there is no such column.</summary>
    internal IReadOnlyList<string?> Datasets { get; }

    /// <summary>The runs, by data set, model and seed.</summary>
    internal IReadOnlyList<ModelRun> Runs { get; }

    /// <summary>Compared rows without a model, seed or data set.</summary>
    internal long LeftOutRows { get; }

    /// <summary>Cuts a table.</summary>
    /// <param name="table">The table, with its model column and, as controls, the seed and data set columns.</param>
    /// <param name="request">The columns and splits.</param>
    /// <returns>The runs.</returns>
    internal static ModelRuns Of(PredictionTable table, ComparisonRequest request)
    {
        Grouping model = table.Model
            ?? throw new ArgumentException(
                "The table names no models; expected a model column or one file a model.", nameof(request));
        Grouping? seed = Control(table, request.SeedColumn);
        Grouping? dataset = Control(table, request.DatasetColumn);
        Func<int, bool> isTest = InSplit(table, request.TestSplit);
        Func<int, bool>? isChosen = request.ValidationSplit is null ? null : InSplit(table, request.ValidationSplit);
        Dictionary<(int Dataset, int Model, int Seed), (List<int> Test, List<int> Chosen)> cells = [];
        long leftOut = 0;
        foreach (int row in Ordered(table))
        {
            bool test = isTest(row);
            bool chosen = isChosen?.Invoke(row) ?? test;
            if (!test && !chosen)
            {
                continue;
            }

            var key = (dataset?.Codes[row] ?? 0, model.Codes[row], seed?.Codes[row] ?? 0);
            if (key.Item1 < 0 || key.Item2 < 0 || key.Item3 < 0)
            {
                leftOut += test ? 1 : 0;
                continue;
            }

            if (!cells.TryGetValue(key, out var rows))
            {
                cells[key] = rows = ([], []);
            }

            (test ? rows.Test : rows.Chosen).Add(row);
            if (test && chosen)
            {
                rows.Chosen.Add(row);
            }
        }

        var used = cells.Where(cell => cell.Value.Test.Count > 0).OrderBy(cell => cell.Key).ToArray();
        int[] models = [.. used.Select(cell => cell.Key.Model).Distinct().Order()];
        int[] datasets = [.. used.Select(cell => cell.Key.Dataset).Distinct().Order()];
        return new ModelRuns(
            [.. models.Select(code => model.Groups[code])],
            [.. datasets.Select(code => dataset?.Groups[code])],
            [
                .. used.Select(cell => new ModelRun(
                    Array.IndexOf(datasets, cell.Key.Dataset), Array.IndexOf(models, cell.Key.Model),
                    seed?.Groups[cell.Key.Seed], [.. cell.Value.Test], [.. cell.Value.Chosen])),
            ],
            leftOut);
    }

    /// <summary>Whether two runs predict the same rows of the same patients in the same order.</summary>
    /// <param name="first">The first run's usable rows.</param>
    /// <param name="second">The second run's.</param>
    /// <returns>Whether identifiers, patients, truths, groups and weights agree row by row.</returns>
    internal static bool AreSameRows(AuditedRows first, AuditedRows second)
    {
        PredictionTable table = first.Table;
        return first.Rows.Length == second.Rows.Length
            && first.Rows.Zip(second.Rows).All(pair => IsSame(table, pair.First, pair.Second));
    }

    private static bool IsSame(PredictionTable table, int a, int b) =>
        (table.Ids is null || table.Ids[a] == table.Ids[b])
        && (table.Units is null || table.Units[a] == table.Units[b])
        && (table.Weights is null || table.Weights[a] == table.Weights[b])
        && table.Attributes.All(attribute => attribute.Codes[a] == attribute.Codes[b])
        && table.Outcome switch
        {
            Outcome.Binary binary => binary.Labels[a] == binary.Labels[b],
            Outcome.Multiclass classes => classes.Labels[a] == classes.Labels[b],
            Outcome.Multilabel several => several.Labels.All(labels => labels[a] == labels[b]),
            Outcome.Regression regression => regression.Targets[a] == regression.Targets[b],
            _ => false,
        };

    /// <summary>By identifier, so that the same images stand in the same place for every model; else as they were
    /// read.</summary>
    private static int[] Ordered(PredictionTable table)
    {
        int[] rows = [.. Enumerable.Range(0, table.RowCount)];
        return table.Ids is { } ids ? [.. rows.OrderBy(row => ids[row])] : rows;
    }

    private static Grouping? Control(PredictionTable table, string? column) =>
        column is null ? null : table.Controls.First(control => control.Attribute == column);

    private static Func<int, bool> InSplit(PredictionTable table, string? split)
    {
        if (split is null)
        {
            return static _ => true;
        }

        Grouping groups = table.Split
            ?? throw new ArgumentException(
                $"Split '{split}' was asked for, but no split column was named.", nameof(split));
        int code = groups.Groups.ToList().IndexOf(split);
        return code < 0
            ? throw new Catalogs.UnknownNameException("Split", split, groups.Groups)
            : row => groups.Codes[row] == code;
    }
}
