using Isonomia.Datasets;

namespace Isonomia.Adaptation;

/// <summary>The table of pictures, typed and checked; row indices are those of the table.</summary>
internal sealed class ImageManifest
{
    private static readonly string[] Reserved = ["id", "label", "score", "split"];

    private ImageManifest(TextTable table, string[] ids, string[] paths, sbyte[] labels, ImageSplit[] splits) =>
        (Table, Ids, Paths, Labels, Splits) = (table, ids, paths, labels, splits);

    internal TextTable Table { get; }

    internal string[] Ids { get; }

    internal string[] Paths { get; }

    /// <summary>1, 0, or -1 where unknown.</summary>
    internal sbyte[] Labels { get; }

    internal ImageSplit[] Splits { get; }

    internal static ImageManifest Read(ImageStudyRequest request, CancellationToken cancellationToken)
    {
        TextTable table = TextTable.Read(request.ManifestPath, null, cancellationToken);
        string?[] splitCells = table[request.SplitColumn];
        ImageSplit[] splits = [.. splitCells.Select(cell =>
            cell is null ? ImageSplit.None
            : cell == request.TrainingSplit ? ImageSplit.Training
            : cell == request.ValidationSplit ? ImageSplit.Validation
            : cell == request.TestSplit ? ImageSplit.Test
            : ImageSplit.None)];
        List<TableProblem> problems = [];
        RefuseReservedNames(table, request, problems);
        RequireValues(table, [request.IdColumn, request.ImageColumn, request.UnitColumn], splits, problems);
        RequireDistinctIds(table, request.IdColumn, problems);
        RefuseSharedUnits(table, request.UnitColumn, splits, problems);
        sbyte[] labels = ReadLabels(table, request, problems);
        foreach (ImageSplit split in new[] { ImageSplit.Training, ImageSplit.Validation, ImageSplit.Test })
        {
            if (!splits.Contains(split))
            {
                problems.Add(new TableProblem(
                    $"{table.Fingerprint.Name} has no {split.ToString().ToLowerInvariant()} row; expected some in "
                        + $"column '{request.SplitColumn}'.",
                    table.Path, null, request.SplitColumn));
            }
        }

        if (problems.Count > 0)
        {
            throw new TableException(problems);
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(request.ManifestPath))!;
        return new ImageManifest(
            table,
            [.. table[request.IdColumn].Select(id => id ?? string.Empty)],
            [.. table[request.ImageColumn].Select(path => Path.Combine(folder, path ?? string.Empty))],
            labels,
            splits);
    }

    /// <summary>The columns to pass on: all but those that give the four columns every table of predictions
    /// has.</summary>
    internal static string[] PassedColumns(TextTable table, ImageStudyRequest request) =>
        [.. table.Columns.Where(column => !IsRoleUnderItsName(column, request))];

    private static bool IsRoleUnderItsName(string column, ImageStudyRequest request) =>
        (column == "id" && column == request.IdColumn) || (column == "label" && column == request.LabelColumn)
        || (column == "split" && column == request.SplitColumn);

    private static void RefuseReservedNames(TextTable table, ImageStudyRequest request, List<TableProblem> problems)
    {
        foreach (string column in PassedColumns(table, request).Intersect(Reserved))
        {
            problems.Add(new TableProblem(
                $"{table.Fingerprint.Name} has a column '{column}', which the table of predictions needs for itself; "
                    + "rename it.",
                table.Path, 1, column));
        }
    }

    private static void RequireValues(
        TextTable table, string[] columns, ImageSplit[] splits, List<TableProblem> problems)
    {
        foreach (string column in columns.Distinct())
        {
            string?[] cells = table[column];
            int[] empty =
            [
                .. Enumerable.Range(0, cells.Length).Where(row => cells[row] is null && splits[row] != ImageSplit.None),
            ];
            if (empty.Length > 0)
            {
                problems.Add(new TableProblem(
                    $"{table.Fingerprint.Name} row {empty[0] + 2}: column '{column}' is empty ({empty.Length} such "
                        + "rows); "
                    + "every row of a split needs a value.",
                    table.Path, empty[0] + 2, column));
            }
        }
    }

    private static void RequireDistinctIds(TextTable table, string column, List<TableProblem> problems)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        string?[] ids = table[column];
        int repeated = Array.FindIndex(ids, id => id is not null && !seen.Add(id));
        if (repeated >= 0)
        {
            problems.Add(new TableProblem(
                $"{table.Fingerprint.Name} row {repeated + 2}: column '{column}' repeats an earlier id; ids must "
                    + "differ.",
                table.Path, repeated + 2, column));
        }
    }

    /// <summary>A unit in two splits would let the probe meet its test patients; refused, never mended in
    /// silence.</summary>
    private static void RefuseSharedUnits(
        TextTable table, string column, ImageSplit[] splits, List<TableProblem> problems)
    {
        string?[] units = table[column];
        Dictionary<string, ImageSplit> home = new(StringComparer.Ordinal);
        HashSet<string> shared = new(StringComparer.Ordinal);
        int firstRow = -1;
        for (int row = 0; row < units.Length; row++)
        {
            if (splits[row] == ImageSplit.None
                || units[row] is not { } unit
                || home.TryAdd(unit, splits[row])
                || home[unit] == splits[row])
            {
                continue;
            }

            shared.Add(unit);
            firstRow = firstRow < 0 ? row : firstRow;
        }

        if (shared.Count > 0)
        {
            string found = shared.Count == 1 ? "1 unit" : $"{shared.Count} units";
            problems.Add(new TableProblem(
                $"{table.Fingerprint.Name}: {found} of column '{column}' {(shared.Count == 1 ? "is" : "are")} in more "
                    + $"than one split (first at row {firstRow + 2}); "
                + "training, validation and test must not share a unit.",
                table.Path, firstRow + 2, column));
        }
    }

    private static sbyte[] ReadLabels(TextTable table, ImageStudyRequest request, List<TableProblem> problems)
    {
        string?[] cells = table[request.LabelColumn];
        sbyte[] labels = new sbyte[cells.Length];
        for (int row = 0; row < cells.Length; row++)
        {
            int label = (cells[row], request.PositiveLabel) switch
            {
                (null, _) => -1,
                ({ } cell, { } positive) => cell == positive ? 1 : 0,
                ("1" or "true" or "True" or "TRUE", null) => 1,
                ("0" or "false" or "False" or "FALSE", null) => 0,
                _ => -2,
            };
            if (label == -2)
            {
                problems.Add(new TableProblem(
                    $"{table.Fingerprint.Name} row {row + 2}: column '{request.LabelColumn}' is neither 0 nor 1; name "
                        + "the positive label.",
                    table.Path, row + 2, request.LabelColumn));
                return labels;
            }

            labels[row] = (sbyte)label;
        }

        return request.PositiveLabel is null || labels.Contains((sbyte)1)
            ? labels
            : throw new TableException([.. problems, new TableProblem(
                $"{table.Fingerprint.Name}: no row of column '{request.LabelColumn}' has the positive label that was "
                    + "named.",
                table.Path, null, request.LabelColumn)]);
    }
}

/// <summary>What a row is used for.</summary>
internal enum ImageSplit
{
    None,
    Training,
    Validation,
    Test,
}
