using Isonomia.Documentation;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>Sets of labels that cannot be.</summary>
    public static IntegrityCheck LabelLogic { get; } = new(
        "label_logic",
        "Labels that exclude each other",
        "images",
        "'no finding' (or normal) together with a finding, in one cell or over label columns; a finding whose parent "
            + "is "
            + "said to be absent; and, where a value of one label column goes with one value of another in at least "
            + "the "
            + "share 'rule' of its images, the exceptions",
        CheckSeverity.Major,
        "Look the images up at the source; correct the label, or mark the image as not known.",
        "Such labels count as errors of the model: accuracy has a ceiling that differs between groups.",
        new("Irvin et al., CheXpert, AAAI 2019, figure 1 (the tree of findings); rules of our own",
            "https://doi.org/10.1609/aaai.v33i01.3301590"),
        [
            new("rule", 0.98, "the share of a value's images that makes a rule of which exceptions are listed"),
            new("fewest", 30, "images with a value below which it makes no rule"),
            new("allowed", 0, "images that may be"),
        ])
    {
        Rule = LabelLogicRule.Find,
    };
}

/// <summary>The rule of <c>label_logic</c>.</summary>
file static class LabelLogicRule
{
    private static readonly HashSet<string> Nothing =
        ["nofinding", "nofindings", "normal", "healthy", "negative", "none"];

    private static readonly (string Child, string Parent)[] Tree =
    [
        ("cardiomegaly", "enlargedcardiomediastinum"), ("lunglesion", "lungopacity"), ("edema", "lungopacity"),
        ("consolidation", "lungopacity"), ("pneumonia", "lungopacity"), ("atelectasis", "lungopacity"),
        ("pneumonia", "consolidation"),
    ];

    internal static CheckOutcome Find(CheckContext context)
    {
        ColumnReading[] labels =
            [.. context.Cohort.Labels.Select(label => ColumnReading.OfLabel(context.Cohort, label))];
        if (labels.Length == 0)
        {
            return CheckOutcome.NotApplicable("no label was declared (--label)");
        }

        SortedDictionary<int, string> found = [];
        int within = Within(labels, found);
        int columns = BetweenColumns(labels, found);
        int exceptions = AgainstNoFinding(context, labels, found) + Exceptions(context, labels, found);
        int of = context.Cohort.Count;
        CheckOutcome outcome = found.Count > context["allowed"]
            ? CheckOutcome.Found(CheckSeverity.Major, found.Count, of,
                $"{CheckContext.Count(found.Count, "image")} of {of:N0} "
                + $"{(found.Count == 1 ? "has" : "have")} labels that exclude each other "
                + $"({within} within a cell, {columns} between columns of findings, {exceptions} against a rule that "
                + $"the "
                + $"other images keep).")
            : CheckOutcome.Clear(of, "No image has labels that exclude each other, as far as the rules say.");
        outcome.With("within_cell", within, "cells with 'no finding' beside a finding")
            .With("between_columns", columns, "images with 'no finding' and a finding, or a child without its parent")
            .With("exceptions", exceptions, "images against a rule between two label columns");
        foreach ((int row, string why) in found)
        {
            outcome.Showing(context, [row], why);
        }

        return outcome.Naming(context, found.Keys).ByGroup(context, found.Keys);
    }

    private static string Plain(string text) =>
        string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static int Within(ColumnReading[] labels, SortedDictionary<int, string> found)
    {
        int count = 0;
        foreach (ColumnReading label in labels)
        {
            bool[] bad = [.. label.Groups.Select(group =>
            {
                string[] parts =
                    group.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                return parts.Length > 1 && parts.Any(part => Nothing.Contains(Plain(part)));
            })];
            for (int row = 0; row < label.Codes.Length; row++)
            {
                if (label.Codes[row] >= 0 && bad[label.Codes[row]])
                {
                    count += found.TryAdd(row, $"'{label.Name}' says that there is no finding, and names one") ? 1 : 0;
                }
            }
        }

        return count;
    }

    /// <summary>Columns of 0 and 1, one a finding.</summary>
    private static int BetweenColumns(ColumnReading[] labels, SortedDictionary<int, string> found)
    {
        var binary = labels.Where(label => label.Groups.Count is 1 or 2
                && label.Groups.All(group => group is "0" or "1" or "0.0" or "1.0" or "True" or "False"))
            .Select(label => (Name: label.Name, Key: Plain(label.Name),
                On: label.Codes.Select(code => code < 0 ? -1 : label.Groups[code] is "1" or "1.0" or "True" ? 1 : 0)
                    .ToArray()))
            .ToArray();
        int count = 0;
        foreach (var none in binary.Where(one => Nothing.Contains(one.Key)))
        {
            foreach (var other in binary.Where(one => one.Key != none.Key && one.Key != "supportdevices"
                && one.Key != "abnormal"))
            {
                count += Mark((row) => none.On[row] == 1 && other.On[row] == 1,
                    $"'{none.Name}' and '{other.Name}' are both said to be there");
            }
        }

        foreach ((string child, string parent) in Tree)
        {
            foreach (var (one, two) in binary.Where(one => one.Key == child)
                .SelectMany(one => binary.Where(two => two.Key == parent).Select(two => (one, two))))
            {
                count += Mark(row => one.On[row] == 1 && two.On[row] == 0,
                    $"'{one.Name}' is there, and '{two.Name}', of which it is a kind, is said to be absent");
            }
        }

        foreach ((string first, string second) in new[] { ("benign", "malignant"), ("normal", "abnormal") })
        {
            foreach (var (one, two) in binary.Where(one => one.Key == first)
                .SelectMany(one => binary.Where(two => two.Key == second).Select(two => (one, two))))
            {
                count += Mark(row => one.On[row] == 1 && two.On[row] == 1, $"both '{one.Name}' and '{two.Name}'");
            }
        }

        return count;

        int Mark(Func<int, bool> isBad, string why)
        {
            int marked = 0;
            for (int row = 0; row < labels[0].Codes.Length; row++)
            {
                marked += isBad(row) && found.TryAdd(row, why) ? 1 : 0;
            }

            return marked;
        }
    }

    /// <summary>A column of two values that says "no finding" where another column does, in nearly all
    /// images.</summary>
    private static int AgainstNoFinding(
        CheckContext context, ColumnReading[] labels, SortedDictionary<int, string> found)
    {
        int count = 0;
        foreach (ColumnReading from in labels)
        {
            bool[] isNone = [.. from.Groups.Select(group => Nothing.Contains(Plain(group)))];
            if (from.Groups.Count < 3 || !isNone.Any(none => none))
            {
                continue;
            }

            foreach (ColumnReading to in labels.Where(other => other.Groups.Count == 2))
            {
                int[] rows = [.. Enumerable.Range(0, from.Codes.Length)
                    .Where(row => from.Codes[row] >= 0 && to.Codes[row] >= 0)];
                int first = rows.Count(row => isNone[from.Codes[row]] == (to.Codes[row] == 0));
                int none = Math.Max(first, rows.Length - first) == first ? 0 : 1;
                int kept = Math.Max(first, rows.Length - first);
                if (rows.Length < context["fewest"] || kept < context["rule"] * rows.Length)
                {
                    continue;
                }

                foreach (int row in rows.Where(row => isNone[from.Codes[row]] != (to.Codes[row] == none)))
                {
                    count += found.TryAdd(row,
                        $"'{from.Name}' and '{to.Name}' disagree on whether there is a finding; they "
                        + $"agree in {kept:N0} of {rows.Length:N0} images") ? 1 : 0;
                }
            }
        }

        return count;
    }

    private static int Exceptions(CheckContext context, ColumnReading[] labels, SortedDictionary<int, string> found)
    {
        int count = 0;
        foreach (ColumnReading from in labels)
        {
            foreach (ColumnReading to in labels.Where(other => other.Column != from.Column
                && other.Groups.Count is 2 or 3 && other.Groups.Count <= from.Groups.Count))
            {
                int[] all = new int[from.Groups.Count];
                int[,] both = new int[from.Groups.Count, to.Groups.Count];
                int known = 0;
                for (int row = 0; row < from.Codes.Length; row++)
                {
                    if (from.Codes[row] >= 0 && to.Codes[row] >= 0)
                    {
                        all[from.Codes[row]]++;
                        both[from.Codes[row], to.Codes[row]]++;
                        known++;
                    }
                }

                // The rule must hold over the whole column: one value that always goes along proves nothing.
                int[] most = [.. Enumerable.Range(0, all.Length).Select(value =>
                    Enumerable.Range(0, to.Groups.Count).MaxBy(group => both[value, group]))];
                int kept = Enumerable.Range(0, all.Length).Sum(value => both[value, most[value]]);
                if (known == 0 || kept < context["rule"] * known || most.Distinct().Count() < 2)
                {
                    continue;
                }

                for (int row = 0; row < from.Codes.Length; row++)
                {
                    (int value, int group) = (from.Codes[row], to.Codes[row]);
                    if (value >= 0 && group >= 0 && all[value] >= context["fewest"] && group != most[value]
                        && both[value, most[value]] >= context["rule"] * all[value])
                    {
                        count += found.TryAdd(row, $"'{to.Name}' is not what '{from.Name}' goes with in "
                            + $"{both[value, most[value]]:N0} of {all[value]:N0} images") ? 1 : 0;
                    }
                }
            }
        }

        return count;
    }
}
