using System.Globalization;
using System.Text;

namespace Isonomia.Documentation;

/// <summary>A Hugging Face data set card: front matter in YAML between two lines <c>---</c>, then Markdown.</summary>
/// <remarks>Keys that this program does not know, their order and comments stay as they are. Source of the keys:
/// https://github.com/huggingface/hub-docs/blob/main/datasetcard.md.</remarks>
public sealed class HuggingFaceCard
{
    private const string Start = "<!-- isonomia:start, made anew on every run -->";
    private const string End = "<!-- isonomia:end -->";
    private readonly List<(string Key, string Block)> _keys;

    private HuggingFaceCard(List<(string, string)> keys, string body) => (_keys, Body) = (keys, body);

    /// <summary>What stands below the front matter.</summary>
    public string Body { get; }

    /// <summary>The keys of the front matter, in their order.</summary>
    public IReadOnlyList<string> Keys => [.. _keys.Where(key => key.Key.Length > 0).Select(key => key.Key)];

    /// <summary>Reads a card.</summary>
    /// <param name="text">The card; a text without front matter is all body.</param>
    /// <returns>The card.</returns>
    public static HuggingFaceCard Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        int end = lines.Length > 0 && lines[0].TrimEnd() == "---"
            ? Array.FindIndex(lines, 1, line => line.TrimEnd() == "---") : -1;
        if (end < 0)
        {
            return new HuggingFaceCard([], text);
        }

        List<(string Key, string Block)> keys = [];
        foreach (string line in lines[1..end])
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            bool isKey = colon > 0 && (char.IsLetter(line[0]) || line[0] == '_' || line[0] == '"');
            if (isKey)
            {
                keys.Add((line[..colon].Trim('"'), line + "\n"));
            }
            else if (keys.Count > 0)
            {
                keys[^1] = (keys[^1].Key, keys[^1].Block + line + "\n");
            }
            else
            {
                keys.Add((string.Empty, line + "\n"));
            }
        }

        return new HuggingFaceCard(keys, string.Join('\n', lines[(end + 1)..]));
    }

    /// <summary>Makes or renews the card of a documented cohort.</summary>
    /// <param name="document">What the program found.</param>
    /// <param name="answers">What people answered.</param>
    /// <param name="existing">The card that is there, or null; what is not ours in it stays.</param>
    /// <param name="smallCell">Counts below this are hidden.</param>
    /// <returns>The card.</returns>
    public static HuggingFaceCard Of(CohortDocument document, DatasheetAnswers answers, HuggingFaceCard? existing,
        int smallCell = 5)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(answers);
        List<(string Key, string Block)> keys = [.. existing?._keys ?? []];
        foreach ((string key, string block) in FrontMatter(document, answers))
        {
            int place = keys.FindIndex(known => known.Key == key);
            if (place < 0)
            {
                keys.Add((key, block));
            }
            else if (key is "size_categories" or "dataset_info")
            {
                keys[place] = (key, block);
            }
        }

        string ours = $"{Start}\n\n{OurPart(document, answers, smallCell)}\n{End}\n";
        string body = existing?.Body ?? $"\n# {answers["name"]?.Trim() ?? document.Name}\n\n";
        int from = body.IndexOf(Start, StringComparison.Ordinal);
        int to = body.IndexOf(End, StringComparison.Ordinal);
        body = from >= 0 && to > from
            ? body[..from] + ours.TrimEnd('\n') + body[(to + End.Length)..]
            : body.TrimEnd('\n') + "\n\n" + ours;
        return new HuggingFaceCard(keys, body);
    }

    /// <summary>The value lines of a key, or null where the card lacks it.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The text after the colon with the lines below it.</returns>
    public string? Value(string key)
    {
        string? block = _keys.Where(known => known.Key == key).Select(known => known.Block).FirstOrDefault();
        return block?[(block.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }

    /// <summary>The card as text.</summary>
    /// <returns>The text.</returns>
    public string ToText() => _keys.Count == 0 ? Body : "---\n" + string.Concat(_keys.Select(key => key.Block))
        + "---\n" + Body;

    private static IEnumerable<(string Key, string Block)> FrontMatter(CohortDocument document,
        DatasheetAnswers answers)
    {
        string[] languages = [.. document.Texts.SelectMany(text => text.Languages).Where(pair => pair.Key != "unknown")
            .GroupBy(pair => pair.Key, StringComparer.Ordinal)
            .OrderByDescending(group => group.Sum(pair => pair.Value)).Select(group => group.Key)];
        if (languages.Length > 0)
        {
            yield return ("language", "language:\n" + string.Concat(languages.Select(language => $"- {language}\n")));
        }

        string? name = answers["license"]?.Trim() ?? document.Gate.Licenses.FirstOrDefault();
        if (name is not null)
        {
            License? license = License.Find(name);
            if (license?.HuggingFaceId is string id && !License.IsVersionAssumed(name))
            {
                yield return ("license", $"license: {id}\n");
            }
            else
            {
                yield return ("license", "license: other\n");
                yield return ("license_name", $"license_name: {Text(License.IsVersionAssumed(name) ? name
                    : license?.Id ?? name)}\n");
                yield return ("license_link",
                    $"license_link: {Text(Uri.IsWellFormedUriString(name, UriKind.Absolute) ? name : "LICENSE")}\n");
            }
        }

        yield return ("pretty_name", $"pretty_name: {Text(answers["name"]?.Trim() ?? document.Name)}\n");
        yield return ("size_categories", $"size_categories:\n- {Size(document.Images)}\n");
        yield return ("tags", "tags:\n- medical\n- medical-imaging\n- croissant\n");
        if (document.HasImages)
        {
            yield return ("task_categories", "task_categories:\n- image-classification\n");
        }

        StringBuilder info = new("dataset_info:\n  features:\n");
        foreach (Datasets.CohortColumn column in document.Columns.DistinctBy(column => column.Name))
        {
            info.Append(CultureInfo.InvariantCulture,
                $"  - name: {Text(column.Name)}\n    dtype: "
                + $"{(column.Role == Datasets.ColumnRole.Image ? "image" : "string")}\n");
        }

        if (document.Splits.Count > 0)
        {
            info.Append("  splits:\n");
            foreach (SplitCount split in document.Splits)
            {
                info.Append(CultureInfo.InvariantCulture,
                    $"  - name: {Text(split.Name)}\n    num_examples: {split.Images}\n");
            }
        }

        yield return ("dataset_info", info.ToString());
    }

    private static string OurPart(CohortDocument document, DatasheetAnswers answers, int smallCell)
    {
        DocumentText machine = new(document, smallCell);
        StringBuilder text = new();
        foreach (string id in new[] { "purpose", "intended_use", "prohibited_use", "limitations" })
        {
            if (answers[id] is string answer)
            {
                text.Append(CultureInfo.InvariantCulture,
                    $"## {DatasheetField.All.First(field => field.Id == id).Asks}\n\n{answer.Trim()}\n\n");
            }
        }

        (string Heading, string Field)[] parts =
        [
            ("Composition", "counts"), ("People", "demographics"), ("Missing values", "completeness"),
                ("Findings", "prevalence"),
            ("How the images were made", "acquisition"), ("Curation", "curation_account"),
                ("Integrity", "integrity"), ("What hangs together", "confounding"),
                ("What an audit can find", "readiness"), ("Terms", "gate"),
        ];
        foreach ((string heading, string field) in parts)
        {
            text.Append(CultureInfo.InvariantCulture, $"## {heading}\n\n{machine.Of(field)?.TrimEnd()}\n\n");
        }

        text.Append("The questions only people can answer are in `datasheet.md`; the same facts for machines are in "
            + "`croissant.json`.\n");
        return text.ToString();
    }

    /// <summary>The size category of the hub.</summary>
    internal static string Size(long images)
    {
        (long Limit, string Name)[] sizes =
        [
            (1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"),
                (10_000_000, "1M<n<10M"), (100_000_000, "10M<n<100M"),
            (1_000_000_000, "100M<n<1B"), (10_000_000_000, "1B<n<10B"), (100_000_000_000, "10B<n<100B"),
                (1_000_000_000_000, "100B<n<1T"),
        ];
        return sizes.Where(size => images < size.Limit).Select(size => size.Name).FirstOrDefault() ?? "n>1T";
    }

    private static string Text(string value) => "\"" + value.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal) + "\"";
}
