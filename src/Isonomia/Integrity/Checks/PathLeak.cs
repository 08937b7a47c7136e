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

        Reader reader = new(columns);
        for (int row = 0; row < context.Cohort.Count; row++)
        {
            reader.Read(row, context.Cohort.HasImages
                ? Path.GetRelativePath(context.Cohort.Root, context.Cohort.ImagePath(row)) : context.Cohort.Ids[row]);
        }

        List<string> found = [];
        List<CheckMeasure> measures = [];
        foreach ((int c, ColumnReading column) in columns.Index())
        {
            context.Cancellation.ThrowIfCancellationRequested();
            (int named, int right, int values) = (reader.Named[c], reader.Right[c], reader.Values[c].Count);
            measures.Add(new CheckMeasure($"named:{column.Name}", named, "images whose path names a value"));
            measures.Add(new CheckMeasure($"right:{column.Name}", right, "images whose path names the right value"));
            if (named >= context["fewest"] && values > 1 && right >= context["agreement"] * named)
            {
                found.Add($"'{column.Name}' is named in {CheckContext.Count(named, "path")}, rightly in {right:N0}");
            }
            else if (reader.FolderCount > 1)
            {
                var test = UnitAssociation.Test(column.Codes, reader.Folders, column.Groups.Count, reader.FolderCount,
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

    /// <summary>Reads paths one by one and keeps none of them: there may be millions.</summary>
    private sealed class Reader
    {
        private readonly ColumnReading[] _columns;
        private readonly Dictionary<string, int>[] _tokens;
        private readonly Dictionary<string, int> _folders = new(StringComparer.Ordinal);

        internal Reader(ColumnReading[] columns)
        {
            _columns = columns;
            _tokens = [.. columns.Select(TokensOf)];
            (Named, Right) = (new int[columns.Length], new int[columns.Length]);
            Values = [.. columns.Select(_ => new HashSet<int>())];
            Folders = new int[columns[0].Codes.Length];
        }

        /// <summary>Images whose path names exactly one value, by column.</summary>
        internal int[] Named { get; }

        /// <summary>Those that name the right one.</summary>
        internal int[] Right { get; }

        /// <summary>The values that are named.</summary>
        internal HashSet<int>[] Values { get; }

        /// <summary>The folder of every image.</summary>
        internal int[] Folders { get; }

        /// <summary>How many folders there are; 0 for too many.</summary>
        internal int FolderCount => _folders.Count > MostFolders ? 0 : _folders.Count;

        internal void Read(int row, string path)
        {
            string folder = Path.GetDirectoryName(path) ?? string.Empty;
            if (_folders.Count <= MostFolders && !_folders.TryGetValue(folder, out Folders[row]))
            {
                _folders[folder] = Folders[row] = _folders.Count;
            }

            string[] words = [.. Words(path)];
            for (int c = 0; c < _columns.Length; c++)
            {
                if (_tokens[c].Count == 0 || _columns[c].Codes[row] < 0)
                {
                    continue;
                }

                int value = -1;
                bool isOne = true;
                foreach (string word in words)
                {
                    if (_tokens[c].TryGetValue(word, out int group))
                    {
                        isOne &= value < 0 || value == group;
                        value = group;
                    }
                }

                if (value >= 0 && isOne)
                {
                    Named[c]++;
                    Right[c] += _columns[c].Codes[row] == value ? 1 : 0;
                    Values[c].Add(value);
                }
            }
        }

        /// <summary>Numbers and single letters are in many names by chance.</summary>
        private static Dictionary<string, int> TokensOf(ColumnReading column)
        {
            Dictionary<string, int> tokens = new(StringComparer.Ordinal);
            foreach ((int group, string name) in column.Groups.Index())
            {
                string token = Plain(name);
                if (token.Length >= 3 && !token.All(char.IsDigit) && !name.Contains('|', StringComparison.Ordinal))
                {
                    tokens[token] = group;
                }
            }

            return tokens;
        }

        private static string Plain(string text) =>
            string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
    }
}
