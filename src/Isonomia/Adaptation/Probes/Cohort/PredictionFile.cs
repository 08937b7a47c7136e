using Isonomia.Datasets;
using Isonomia.Fairness;

namespace Isonomia.Adaptation;

/// <summary>The table of predictions of a probe.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="ScoreColumns">The columns with scores.</param>
/// <param name="AuditOptions">Options for <c>isonomia audit</c>.</param>
/// <param name="Notes">Columns that were written under another name.</param>
internal sealed record PredictionFile(
    string Path, IReadOnlyList<string> ScoreColumns, IReadOnlyList<string> AuditOptions,
        IReadOnlyList<ReadingNote> Notes)
{
    /// <summary>Writes rows of validation and test: id, label, scores (and one column more), split, then every column
    /// of the cohort.</summary>
    internal static PredictionFile Write(
        CohortProbeRequest request,
        EmbeddedCohort cohort,
        SampleSplits splits,
        ProbeTask task,
        int[] rows,
        double[] scores,
        ProxyGroupResult? proxies,
        CancellationToken cancellation,
        (string Name, double[] Values)? extra = null)
    {
        string[] scoreColumns = task.Task switch
        {
            "regression" => ["prediction"],
            "binary" => ["score"],
            _ => [.. task.Names.Select(name => $"score_{name}")],
        };
        HashSet<string> own =
            ["id", "label", .. scoreColumns, .. Named(extra), "split",
                .. proxies is null ? [] : new[] { ProxyGroups.Attribute }];
        (string Column, string Written)[] passed = Passed(request, cohort, own, out List<ReadingNote> notes);
        HashSet<int> test = [.. splits.Test];
        string?[][] cells = [.. passed.Select(column => cohort.Values(column.Column))];
        Directory.CreateDirectory(request.OutputFolder);
        string csv = System.IO.Path.Combine(request.OutputFolder, "predictions.csv");
        int outputs = Math.Max(1, task.Names.Count);
        using (CsvWriter writer = new(
            csv, ["id", "label", .. scoreColumns, .. Named(extra), "split", .. proxies is null ? []
                : new[] { ProxyGroups.Attribute },
                .. passed.Select(c => c.Written)]))
        {
            for (int i = 0; i < rows.Length; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                int row = rows[i];
                writer.Cell(cohort.Ids[row]);
                WriteLabel(writer, task, row);
                foreach (double score in task.Task == "binary" ? [scores[(2 * i) + 1]]
                    : scores.AsSpan(i * outputs, outputs))
                {
                    writer.Cell(score);
                }

                if (extra is { } more)
                {
                    writer.Cell(more.Values[i]);
                }

                writer.Cell(test.Contains(row) ? splits.TestName : splits.ValidationName);
                if (proxies is not null)
                {
                    writer.Cell(proxies.Grouping.Groups[proxies.Grouping.Codes[row]]);
                }

                foreach (string?[] column in cells)
                {
                    writer.Cell(column[row]);
                }

                writer.EndRow();
            }

            writer.Complete();
        }

        string path = request.IsParquet ? ParquetCopy.Of(csv, cancellation) : csv;
        return new PredictionFile(path, scoreColumns,
            [.. Options(cohort, splits, task, scoreColumns, passed, proxies)], notes);
    }

    private static string[] Named((string Name, double[] Values)? extra) => extra is { } more ? [more.Name] : [];

    private static void WriteLabel(CsvWriter writer, ProbeTask task, int row)
    {
        switch (task.Task)
        {
            case "regression":
                writer.Cell(task.Targets[row]);
                break;
            case "binary":
                writer.Cell(task.Classes[row] < 0 ? double.NaN : task.Classes[row]);
                break;
            default:
                writer.Cell(task.Classes[row] < 0 ? null : task.Names[task.Classes[row]]);
                break;
        }
    }

    /// <summary>Every column of the cohort but those whose content the table has already.</summary>
    private static (string Column, string Written)[] Passed(
        CohortProbeRequest request, EmbeddedCohort cohort, HashSet<string> own, out List<ReadingNote> notes)
    {
        notes = [];
        List<(string, string)> passed = [];
        foreach (IGrouping<string, CohortColumn> roles in cohort.Cohort.Columns.GroupBy(column => column.Name))
        {
            string name = roles.Key;
            bool isThere = roles.Any(column => column.Role is ColumnRole.Identifier or ColumnRole.Split)
                || (name == request.Label && own.Contains(name) && request.Positive is null);
            if (isThere)
            {
                continue;
            }

            string written = name;
            while (own.Contains(written))
            {
                written = "cohort_" + written;
            }

            own.Add(written);
            passed.Add((name, written));
            if (written != name)
            {
                notes.Add(new ReadingNote("column_renamed", $"The cohort's column '{name}' is written as '{written}'.",
                    1));
            }
        }

        return [.. passed];
    }

    private static IEnumerable<string> Options(
        EmbeddedCohort cohort, SampleSplits splits, ProbeTask task, string[] scoreColumns,
            (string Column, string Written)[] passed,
        ProxyGroupResult? proxies)
    {
        yield return "--label label";
        for (int k = 0; k < scoreColumns.Length; k++)
        {
            yield return task.Task == "multiclass" ? $"--score {Quoted($"{task.Names[k]}={scoreColumns[k]}")}"
                : $"--score {scoreColumns[k]}";
        }

        if (task.Task == "regression")
        {
            yield return "--task regression";
        }

        yield return $"--id id --split split --validation {Quoted(splits.ValidationName)} --test "
            + $"{Quoted(splits.TestName)}";
        foreach (CohortColumn column in cohort.Cohort.Columns.Where(c =>
            c.Role is ColumnRole.Attribute or ColumnRole.Unit))
        {
            string written = passed.FirstOrDefault(pair => pair.Column == column.Name).Written ?? column.Name;
            yield return column.Role == ColumnRole.Unit
                ? $"--unit {Quoted(written)}"
                : $"--attribute {Quoted(AttributeOption(column, written))}";
        }

        if (proxies is not null)
        {
            yield return $"--attribute {ProxyGroups.Attribute}";
        }
    }

    private static string AttributeOption(CohortColumn column, string written)
    {
        string name = column.Alias is null || column.Alias == written ? written : $"{column.Alias}={written}";
        return column.Binning is null ? name : $"{name}:{column.Binning}";
    }

    private static string Quoted(string text) =>
        text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.' or ':' or ',' or '=')
            ? text : $"'{text}'";
}
