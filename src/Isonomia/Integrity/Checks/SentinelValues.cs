using Isonomia.Documentation;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Codes for "not known" that stand among values.</summary>
    public static IntegrityCheck SentinelValues { get; } = new(
        "sentinel_values",
        "Codes for 'not known' among the values",
        "cells",
        "texts and numbers that usually mean 'not known' (unknown, UNK, N/A, -1, 99, 999; days such as 1900-01-01) in "
            + "attributes, labels and facts; an age of 0 that is more frequent than twice all ages of 1 to 5 years",
        CheckSeverity.Minor,
        "Leave such cells empty, or name them with --missing-value.",
        "A code becomes a group of its own, or an age of 999 a mean: groups and bins are wrong.",
        new("Documentation specification §3.1"),
        [new("allowed", 0, "cells that may be")])
    {
        Rule = SentinelValuesRule.Find,
    };
}

/// <summary>The rule of <c>sentinel_values</c>.</summary>
file static class SentinelValuesRule
{
    private static readonly string[] Days = ["1900-01-01", "1800-01-01", "19000101", "18000101", "01/01/1900"];

    internal static CheckOutcome Find(CheckContext context)
    {
        ColumnReading[] columns =
        [
            .. context.Reading.Attributes,
            .. context.Reading.Facts,
            .. context.Cohort.Labels.Select(label => ColumnReading.OfLabel(context.Cohort, label)),
        ];
        List<string> sentences = [];
        CheckOutcome? outcome = null;
        List<CheckMeasure> measures = [];
        long count = 0;
        HashSet<int> rows = [];
        foreach (ColumnReading column in columns.DistinctBy(column => column.Column))
        {
            int own = column.Sentinels.Sum(sentinel => sentinel.Rows);
            if (own > 0)
            {
                count += own;
                sentences.Add($"'{column.Name}' ({CheckContext.List([.. column.Sentinels.Select(one =>
                    $"'{one.Text}' {one.Rows:N0} times")])})");
                measures.Add(new CheckMeasure($"cells:{column.Name}", own, "cells that mean 'not known'"));
                HashSet<string> texts = [.. column.Sentinels.Select(one => one.Text)];
                string?[] cells = context.Cohort.Values(column.Column);
                rows.UnionWith(Enumerable.Range(0, cells.Length).Where(row => cells[row] is { } cell
                    && texts.Contains(cell)));
            }

            int zeros = ZeroAges(column);
            if (zeros > 0)
            {
                count += zeros;
                sentences.Add($"'{column.Name}' (age 0 in {CheckContext.Count(zeros, "image")}, more than newborns "
                    + "explain)");
                measures.Add(new CheckMeasure($"zero:{column.Name}", zeros, "images with an age of 0"));
            }
        }

        if (KnownColumns.Day(context.Cohort) is { } day)
        {
            string?[] cells = context.Cohort.Values(day);
            int[] bad = [.. Enumerable.Range(0, cells.Length).Where(row => cells[row] is { } cell
                && Days.Any(start => cell.StartsWith(start, StringComparison.Ordinal)))];
            if (bad.Length > 0)
            {
                count += bad.Length;
                sentences.Add($"'{day}' ({CheckContext.Count(bad.Length, "day")} of 1900 or 1800)");
                rows.UnionWith(bad);
            }
        }

        outcome = count > context["allowed"]
            ? CheckOutcome.Found(CheckSeverity.Minor, count, context.Cohort.Count,
                $"Codes for 'not known' stand in {CheckContext.List(sentences, 6)}; they were taken as not known.")
            : CheckOutcome.Clear(context.Cohort.Count, "No code for 'not known' stands among the values.");
        outcome.Measures.AddRange(measures);
        return outcome.Naming(context, rows).ByGroup(context, rows);
    }

    private static int ZeroAges(ColumnReading column)
    {
        if (column.Numbers is null || !KnownColumns.Words(column.Column).Contains("age"))
        {
            return 0;
        }

        int zeros = column.Numbers.Count(number => number == 0);
        int children = column.Numbers.Count(number => number is > 0 and <= 5);
        return zeros >= 5 && zeros > 2 * children ? zeros : 0;
    }
}
