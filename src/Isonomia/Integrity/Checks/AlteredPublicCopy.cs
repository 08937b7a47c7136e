using System.Globalization;
using Isonomia.Datasets;
using Isonomia.Documentation;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>A copy of a public data set that is not what the public set is.</summary>
    public static IntegrityCheck AlteredPublicCopy { get; } = new(
        "altered_public_copy",
        "Altered copy of a public data set",
        "facts",
        "a public data set is recognized by the form of most ids (or named with --copy-of); images, patients, classes "
            + "and "
            + "sexes are held against its published counts: a whole copy must have them, a part cannot exceed them. "
            + "With "
            + "--original, cells of equal ids are compared",
        CheckSeverity.Major,
        "Get the data from the publisher, compare tables by id (--original), and say which version was used.",
        "Results are not comparable with published ones, and changed labels or rows may favor a group or a model.",
        new("Published counts with their sources: docs/guide/integrity.md#public-data-sets; catalogue: "
            + "arXiv:2502.16841v2, "
            + "Table 2"),
        [
            new("form", 0.9, "the share of ids that must have a data set's form"),
            new("near", 0.02,
                "by how much of the published number of images a cohort may differ to be taken for the whole"),
            new("allowed", 0, "cells that may differ from the original"),
        ])
    {
        Rule = AlteredPublicCopyRule.Find,
    };
}

/// <summary>The rule of <c>altered_public_copy</c>.</summary>
file static class AlteredPublicCopyRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        List<string> differences = [];
        List<CheckMeasure> measures = [];
        int compared = 0;
        PublicFacts? facts = PublicFacts.Recognize(context);
        CatalogueEntry? entry = context.Request.CopyOf is { } name && facts is null
            ? DatasetCatalogue.Published.Find(name) : null;
        bool isWhole = false;
        if (facts is not null)
        {
            (isWhole, compared) = Compare(context, facts, differences, measures);
        }
        else if (entry is not null)
        {
            compared = 1;
            measures.Add(new CheckMeasure("images_published", entry.Images,
                $"images of {entry.Dataset} in the catalogue"));
            if (context.Cohort.Count != entry.Images
                && Math.Abs(context.Cohort.Count - entry.Images) <= context["near"] * entry.Images)
            {
                differences.Add($"{context.Cohort.Count:N0} images, the catalogue says {entry.Images:N0}");
            }
            else if (context.Cohort.Count > entry.Images)
            {
                differences.Add($"{context.Cohort.Count:N0} images, more than the {entry.Images:N0} of the catalogue");
            }
        }

        (int cells, int[] rows, string sentence) = context.Request.Original is null
            ? (0, [], string.Empty) : AgainstOriginal(context, measures);
        if (compared == 0 && context.Request.Original is null)
        {
            return CheckOutcome.NotApplicable(
                "the ids have the form of no public data set that is known (--copy-of names "
                + "one, --original its table)");
        }

        if (cells > context["allowed"])
        {
            differences.Add(sentence);
        }

        string what = facts?.Name ?? entry?.Dataset ?? "the original";
        CheckOutcome outcome = differences.Count == 0
            ? CheckOutcome.Clear(Math.Max(compared, context.Cohort.Count),
                context.Request.Original is not null && facts is null
                    ? "No cell differs from the original."
                    : isWhole ? $"The counts are those of {what}."
                    : $"A part of {what} as far as its counts tell: nothing exceeds what was published.")
            : CheckOutcome.Found(CheckSeverity.Major, Math.Max(differences.Count, cells), Math.Max(compared, 0),
                $"This is not {what} as published: {CheckContext.List(differences, 8)}.");
        outcome.Measures.AddRange(measures);
        return outcome.Naming(context, rows);
    }

    private static (bool IsWhole, int Compared) Compare(
        CheckContext context, PublicFacts facts, List<string> differences, List<CheckMeasure> measures)
    {
        long images = context.Cohort.Count;
        bool isWhole = Math.Abs(images - facts.Images) <= context["near"] * facts.Images;
        int compared = 0;
        Hold("images", images, facts.Images);
        if (context.Units.AreKnown && facts.Patients > 0)
        {
            Hold("patients", context.Units.Count, facts.Patients);
        }

        foreach (ColumnReading column in context.Cohort.Labels.Select(label =>
            ColumnReading.OfLabel(context.Cohort, label)).Concat(context.Reading.Attributes))
        {
            Dictionary<string, long> counts = Counts(column);
            // A column is one of the publisher's where most of its values are.
            int known = counts.Keys.Count(value => facts.Counts.ContainsKey(value));
            if (known == 0 || known * 2 < counts.Count)
            {
                continue;
            }

            foreach ((string value, long count) in counts)
            {
                if (facts.Counts.TryGetValue(value, out long published))
                {
                    Hold($"{column.Name} {value}", count, published);
                }
                else
                {
                    compared++;
                    differences.Add($"'{column.Name}' has the value '{value}', which was not published");
                }
            }
        }

        return (isWhole, compared);

        void Hold(string name, long own, long published)
        {
            compared++;
            measures.Add(new CheckMeasure($"own:{name}", own, $"{name} here"));
            measures.Add(new CheckMeasure($"published:{name}", published, $"{name} as published"));
            if (own > published || (isWhole && own != published))
            {
                differences.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{name}: {own:N0} here, {published:N0} published"));
            }
        }
    }

    private static Dictionary<string, long> Counts(ColumnReading column)
    {
        Dictionary<string, long> counts = new(StringComparer.Ordinal);
        long[] groups = new long[column.Groups.Count];
        foreach (int code in column.Codes.Where(code => code >= 0))
        {
            groups[code]++;
        }

        for (int group = 0; group < groups.Length; group++)
        {
            foreach (string part in column.Groups[group].Split('|', StringSplitOptions.TrimEntries))
            {
                string value = PublicFacts.Plain(part);
                counts[value] = counts.GetValueOrDefault(value) + groups[group];
            }
        }

        return counts;
    }

    private static (int Cells, int[] Rows, string Sentence) AgainstOriginal(
        CheckContext context, List<CheckMeasure> measures)
    {
        Cohort cohort = context.Cohort;
        string id = cohort.Columns.First(column => column.Role == ColumnRole.Identifier).Name;
        string[] used = [.. cohort.Columns.Where(column => column.Role is ColumnRole.Label or ColumnRole.Attribute
            or ColumnRole.Unit or ColumnRole.Acquisition or ColumnRole.Other).Select(column => column.Name).Distinct()];
        Cohort original = Cohort.Open(new CohortSource { Path = context.Request.Original!, Id = id },
            context.Cancellation);
        Dictionary<string, int> rows = new(StringComparer.Ordinal);
        for (int row = 0; row < original.Count; row++)
        {
            rows[original.Ids[row]] = row;
        }

        int[] other = [.. cohort.Ids.Select(one => rows.GetValueOrDefault(one, -1))];
        SortedSet<int> differing = [];
        List<string> sentences = [];
        int cells = 0;
        foreach (string column in used.Where(name => original.Columns.Any(one => one.Name == name)))
        {
            string?[] own = cohort.Values(column);
            string?[] published = original.Values(column);
            int[] bad = [.. Enumerable.Range(0, own.Length).Where(row => other[row] >= 0
                && !string.Equals(own[row], published[other[row]], StringComparison.OrdinalIgnoreCase)
                && !SameNumber(own[row], published[other[row]]))];
            measures.Add(new CheckMeasure($"differing:{column}", bad.Length, "cells that differ from the original"));
            if (bad.Length > 0)
            {
                cells += bad.Length;
                sentences.Add($"'{column}' {bad.Length:N0}");
                differing.UnionWith(bad);
            }
        }

        int unknown = other.Count(row => row < 0);
        measures.Add(new CheckMeasure("unknown_ids", unknown, "ids that the original does not have"));
        if (unknown > 0)
        {
            cells += unknown;
            sentences.Add($"ids that the original does not have {unknown:N0}");
            differing.UnionWith(Enumerable.Range(0, other.Length).Where(row => other[row] < 0));
        }

        return (cells, [.. differing], $"cells that differ from the original: {CheckContext.List(sentences, 8)}");
    }

    private static bool SameNumber(string? first, string? second) =>
        double.TryParse(first, NumberStyles.Float, CultureInfo.InvariantCulture, out double a)
        && double.TryParse(second, NumberStyles.Float, CultureInfo.InvariantCulture, out double b) && a == b;
}
