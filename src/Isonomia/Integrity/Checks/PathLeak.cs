using Isonomia.Documentation;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>A label or attribute that can be read in the path.</summary>
    public static IntegrityCheck PathLeak { get; } = new(
        "path_leak",
        "Labels or attributes readable in paths",
        "columns",
        "words of a label's or attribute's values as whole tokens in the file's path or the sample's id: where they "
            + "name the "
            + "right value in at least the share 'agreement' of the images that name one (and name more than one "
            + "value); and "
            + "folders that tell a label or attribute with Cramér's V of at least 'v'",
        CheckSeverity.Major,
        "Rename files to numbers and put them in one folder.",
        "Code that reads paths, or sorts by them, can learn the label; a path can tell a person's sex or disease.",
        Own,
        [
            new("agreement", 0.9, "the share of images whose path names the right value"),
            new("fewest", 10, "images whose path names a value, below which nothing is said"),
            new("v", 0.5, "the least Cramér's V of folder and column"),
        ])
    {
        Rule = PathLeakRule.Find,
    };
}

/// <summary>The rule of <c>path_leak</c>.</summary>
file static class PathLeakRule
{
    private const int MostFolders = 200;

    internal static CheckOutcome Find(CheckContext context)
    {
        ColumnReading[] columns =
        [
            .. context.Cohort.Labels.Select(label => ColumnReading.OfLabel(context.Cohort, label)),
            .. context.Reading.Attributes,
        ];
        if (columns.Length == 0)
        {
            return CheckOutcome.NotApplicable("no label (--label) and no attribute (--attribute) was declared");
        }

        string[] paths = [.. Enumerable.Range(0, context.Cohort.Count).Select(row => context.Cohort.HasImages
            ? Path.GetRelativePath(context.Cohort.Root, context.Cohort.ImagePath(row)) : context.Cohort.Ids[row])];
        (int[] folders, int folderCount) = Folders(paths);
        List<string> found = [];
        List<CheckMeasure> measures = [];
        foreach (ColumnReading column in columns)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            (int named, int right, int values) = Named(column, paths);
            measures.Add(new CheckMeasure($"named:{column.Name}", named, "images whose path names a value"));
            measures.Add(new CheckMeasure($"right:{column.Name}", right, "images whose path names the right value"));
            if (named >= context["fewest"] && values > 1 && right >= context["agreement"] * named)
            {
                found.Add($"'{column.Name}' is named in {CheckContext.Count(named, "path")}, rightly in {right:N0}");
            }
            else if (folderCount > 1)
            {
                var test = UnitAssociation.Test(column.Codes, folders, column.Groups.Count, folderCount,
                    context.Request.Seed, $"path_leak:{column.Name}");
                measures.Add(new CheckMeasure($"v:{column.Name}", test.Effect,
                    "Cramér's V of folder and column, by image"));
                if (test.Effect >= context["v"] && test.P < 0.05)
                {
                    found.Add($"the folder tells '{column.Name}' (V {CheckContext.Two(test.Effect)})");
                }
            }
        }

        CheckOutcome outcome = found.Count == 0
            ? CheckOutcome.Clear(columns.Length, "No label and no attribute can be read in a path.")
            : CheckOutcome.Found(CheckSeverity.Major, found.Count, columns.Length, string.Join("; ", found) + ".");
        outcome.Measures.AddRange(measures);
        return outcome;
    }

    /// <summary>Images whose path names exactly one value of the column, those that name the right one, and how many
    /// values are named.</summary>
    private static (int Named, int Right, int Values) Named(ColumnReading column, string[] paths)
    {
        Dictionary<string, int> tokens = new(StringComparer.Ordinal);
        foreach ((int group, string name) in column.Groups.Index())
        {
            string token = Plain(name);
            // Numbers and single letters are in many names by chance.
            if (token.Length >= 3 && !token.All(char.IsDigit) && !name.Contains('|', StringComparison.Ordinal))
            {
                tokens[token] = group;
            }
        }

        if (tokens.Count == 0)
        {
            return (0, 0, 0);
        }

        int named = 0;
        int right = 0;
        HashSet<int> values = [];
        for (int row = 0; row < paths.Length; row++)
        {
            int value = -1;
            bool isOne = true;
            foreach (string word in Words(paths[row]))
            {
                if (tokens.TryGetValue(word, out int group))
                {
                    isOne &= value < 0 || value == group;
                    value = group;
                }
            }

            if (value >= 0 && isOne && column.Codes[row] >= 0)
            {
                named++;
                right += column.Codes[row] == value ? 1 : 0;
                values.Add(value);
            }
        }

        return (named, right, values.Count);
    }

    /// <summary>The tokens of a path, and every two neighbors joined, so that <c>no_finding</c> is one word.</summary>
    private static IEnumerable<string> Words(string path)
    {
        string previous = string.Empty;
        int start = -1;
        for (int i = 0; i <= path.Length; i++)
        {
            bool isLetter = i < path.Length && char.IsLetterOrDigit(path[i]);
            if (isLetter && start < 0)
            {
                start = i;
            }
            else if (!isLetter && start >= 0)
            {
                string word = path[start..i].ToLowerInvariant();
                yield return word;
                if (previous.Length > 0)
                {
                    yield return previous + word;
                }

                previous = word;
                start = -1;
            }
        }
    }

    private static string Plain(string text) =>
        string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    private static (int[] Codes, int Count) Folders(string[] paths)
    {
        Dictionary<string, int> codeOf = new(StringComparer.Ordinal);
        int[] codes = new int[paths.Length];
        for (int row = 0; row < paths.Length; row++)
        {
            string folder = Path.GetDirectoryName(paths[row]) ?? string.Empty;
            if (!codeOf.TryGetValue(folder, out codes[row]))
            {
                codeOf[folder] = codes[row] = codeOf.Count;
                if (codeOf.Count > MostFolders)
                {
                    return (codes, 0);
                }
            }
        }

        return (codes, codeOf.Count);
    }
}
