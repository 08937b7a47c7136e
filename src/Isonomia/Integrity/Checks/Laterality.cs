using System.Text.RegularExpressions;
using Isonomia.Datasets;
using Isonomia.Documentation;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>A side that is missing, or contradicted by the header or the file's name.</summary>
    public static IntegrityCheck Laterality { get; } = new(
        "laterality",
        "Side missing or contradicted",
        "images",
        "the column with the side against the DICOM header and against words for left and right in the file's path; "
            + "and "
            + "images without a side",
        CheckSeverity.Minor,
        "Correct the side at the source; do not flip pictures of images whose side is doubtful.",
        "Findings are matched to the wrong side: localization and results by eye are wrong.",
        new("DICOM PS3.3, C.7.6.1.1.1 Image Laterality"),
        [new("allowed", 0, "images that may be")])
    {
        MayUsePictures = true,
        Rule = LateralityRule.Find,
    };
}

/// <summary>The rule of <c>laterality</c>.</summary>
file static class LateralityRule
{
    internal static CheckOutcome Find(CheckContext context)
    {
        if (KnownColumns.Side(context.Cohort) is not { } column)
        {
            return CheckOutcome.NotApplicable("no column is known to hold the side of the body");
        }

        ColumnReading side = ColumnReading.OfFact(context.Cohort, column);
        char[] sides = [.. side.Groups.Select(Letter)];
        List<int> missing = [];
        List<int> header = [];
        List<int> path = [];
        for (int row = 0; row < side.Codes.Length; row++)
        {
            char own = side.Codes[row] < 0 ? '?' : sides[side.Codes[row]];
            if (own == '?')
            {
                missing.Add(row);
                continue;
            }

            if (context.Pictures?[row].Side is { } said && said[0] != own && own is 'L' or 'R')
            {
                header.Add(row);
            }

            if (context.Cohort.HasImages && InPath(context.Cohort, row) is { } read && read != own && own is 'L' or 'R')
            {
                path.Add(row);
            }
        }

        // A column that is mostly empty is a matter of completeness and not of sides.
        int[] rows = [.. header.Concat(path).Concat(missing).Distinct().Order()];
        int of = context.Cohort.Count;
        CheckOutcome outcome = rows.Length > context["allowed"]
            ? CheckOutcome.Found(CheckSeverity.Minor, rows.Length, of,
                $"{CheckContext.Count(missing.Count, "image")} without a side in '{column}', {header.Count} against "
                    + $"the "
                + $"header, {path.Count} against the file's path.")
            : CheckOutcome.Clear(of, $"Every image has a side in '{column}' that nothing contradicts.");
        return outcome.With("missing", missing.Count, "images without a side")
            .With("against_header", header.Count, "images whose header says the other side")
            .With("against_path", path.Count, "images whose path says the other side")
            .Naming(context, header.Concat(path).Concat(missing)).ByGroup(context, rows);
    }

    private static char Letter(string text) => text.Trim().ToLowerInvariant() switch
    {
        "l" or "left" or "os" or "izquierdo" or "izquierda" or "links" or "gauche" or "esquerdo" or "esquerda"
            or "1" => 'L',
        "r" or "right" or "od" or "derecho" or "derecha" or "rechts" or "droit" or "droite" or "direito" or "direita"
            or "2" => 'R',
        "b" or "both" or "ou" or "bilateral" => 'B',
        _ => '?',
    };

    private static char? InPath(Cohort cohort, int row)
    {
        string name = Path.GetFileNameWithoutExtension(cohort.ImagePath(row));
        bool left = Regex.IsMatch(name, "(^|[^a-zA-Z])(left|os|l)([^a-zA-Z]|$)", RegexOptions.IgnoreCase);
        bool right = Regex.IsMatch(name, "(^|[^a-zA-Z])(right|od|r)([^a-zA-Z]|$)", RegexOptions.IgnoreCase);
        return left == right ? null : left ? 'L' : 'R';
    }
}
