using Isonomia.Documentation;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>A label or group that the size or format of the file tells.</summary>
    public static IntegrityCheck SizeLeak { get; } = new(
        "size_leak",
        "Labels or groups told by size or format",
        "pairs",
        "as site_label, with the picture's width and height, the file's format, and quarters of the file's bytes as "
            + "facts; "
            + "for labels and attributes",
        CheckSeverity.Major,
        "Bring all pictures to one size and format with one program before training, and look for why they differ.",
        "A model can learn the size instead of the finding; a gap between groups can be a gap between export programs.",
        new("DeGrave, Janizek and Lee, AI for radiographic COVID-19 detection selects shortcuts over signal, Nature "
            + "Machine "
            + "Intelligence 3, 2021", "https://doi.org/10.1038/s42256-021-00338-7"),
        [
            new("v", 0.3, "the least Cramér's V that is major"),
            new("auroc", 0.7, "the least AUROC of the fact alone that is major"),
        ])
    {
        NeedsPictures = true,
        Rule = SizeLeakRule.Find,
    };
}

/// <summary>The rule of <c>size_leak</c>.</summary>
file static class SizeLeakRule
{
    private const int MostSizes = 60;

    internal static CheckOutcome Find(CheckContext context)
    {
        PictureReading[] pictures = context.Pictures!;
        (string Name, int[] Codes, int Count)[] facts =
        [
            .. new[]
            {
                Coded("picture size", row => $"{pictures[row].Width}×{pictures[row].Height}"),
                Coded("file format", row => pictures[row].Format),
                Quarters("bytes of the file"),
            }.Where(fact => fact.Count is > 1 and <= MostSizes),
        ];
        if (facts.Length == 0)
        {
            return CheckOutcome.Clear(pictures.Length, "All pictures have one size and one format.");
        }

        List<AssociationRow> rows = [];
        foreach ((string name, int[] codes, int count) in facts)
        {
            int[] byUnit = context.Units.First(codes).Codes;
            foreach (FindingReading finding in context.Reading.Findings)
            {
                sbyte[] found = finding.ByUnit(context.Units);
                rows.Add(AssociationAnalysis.Row("label_acquisition", finding.Name, name,
                    [.. found.Select(value => (int)value)], 2, byUnit, count, context.Request.Seed,
                    AssociationAnalysis.Auroc(found, byUnit, count, context.Request.Seed, finding.Name + name)));
            }

            rows.AddRange(context.Reading.Attributes.Select(attribute => AssociationAnalysis.Row(
                "attribute_acquisition", attribute.Name, name, attribute.ByUnit(context.Units), attribute.Groups.Count,
                byUnit, count, context.Request.Seed, null)));
        }

        AssociationRow[] known = [.. AssociationAnalysis.Adjusted(rows).Where(row => row.P is not null)];
        return known.Length == 0
            ? CheckOutcome.NotApplicable("no label (--label) and no attribute (--attribute) was declared")
            : AssociationRules.Judge(known, context["v"], context["auroc"], double.PositiveInfinity,
                "labels and groups",
                static row => row.Kind == "label_acquisition");

        (string Name, int[] Codes, int Count) Coded(string name, Func<int, string> text)
        {
            Dictionary<string, int> codeOf = new(StringComparer.Ordinal);
            int[] codes = new int[pictures.Length];
            for (int row = 0; row < codes.Length; row++)
            {
                if (pictures[row].Facts.Failure is not null)
                {
                    codes[row] = -1;
                }
                else if (!codeOf.TryGetValue(text(row), out codes[row]))
                {
                    codeOf[text(row)] = codes[row] = codeOf.Count;
                }
            }

            return (name, codes, codeOf.Count);
        }

        (string Name, int[] Codes, int Count) Quarters(string name)
        {
            long[] sizes = [.. pictures.Where(picture => picture.Facts.Failure is null)
                .Select(picture => picture.FileBytes).Order()];
            if (sizes.Length < 4)
            {
                return (name, [], 0);
            }

            long[] edges = [.. new[] { sizes[sizes.Length / 4], sizes[sizes.Length / 2], sizes[3 * sizes.Length / 4] }
                .Distinct()];
            return (name, [.. pictures.Select(picture => picture.Facts.Failure is null
                ? edges.Count(edge => picture.FileBytes >= edge) : -1)], sizes[0] == sizes[^1] ? 1 : edges.Length + 1);
        }
    }
}
