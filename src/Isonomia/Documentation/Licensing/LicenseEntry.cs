using System.Security.Cryptography;
using System.Text.Json;
using Isonomia.Datasets;

namespace Isonomia.Documentation;

/// <summary>A licence or agreement that the table does not know, as a person read it: the same fields, the hash of the
/// text, who read it and when.</summary>
/// <param name="License">What it allows.</param>
/// <param name="TextSha256">The SHA-256 of its text; a changed text is another licence.</param>
/// <param name="ReadBy">Who read it.</param>
/// <param name="ReadOn">When.</param>
public sealed record LicenseEntry(License License, string TextSha256, string ReadBy, DateOnly ReadOn)
{
    internal const string HashMark = " (text SHA-256 ";

    private static readonly (string Name, string[] Values)[] Words =
    [
        ("commercial", ["yes", "no", "unknown"]),
        ("derivatives", ["yes", "no", "unknown"]),
        ("redistribution", ["yes", "no", "unknown"]),
        ("share_alike", ["yes", "behavioural", "no", "unknown"]),
        ("clinical_use", ["not_restricted", "prohibited", "authorization_required", "see_agreement", "unknown"]),
        ("access", ["open", "registration", "application", "credentialed", "unknown"]),
    ];

    /// <summary>How the rule is named in a decision.</summary>
    public string Rule => $"{License.Id}{HashMark}{TextSha256[..12]}…, read by {ReadBy} on {ReadOn:yyyy-MM-dd})";

    /// <summary>Reads an entry from a JSON file.</summary>
    /// <param name="path">The file: <c>id</c>, <c>label</c>, <c>text</c> (a file beside it), <c>commercial</c>,
    /// <c>derivatives</c>, <c>redistribution</c>, <c>share_alike</c>, <c>clinical_use</c>, <c>access</c>,
    /// <c>read_by</c>, <c>read_on</c> and optionally <c>remark</c>.</param>
    /// <returns>The entry.</returns>
    /// <exception cref="TableException">It is not as expected; every problem at once.</exception>
    public static LicenseEntry Read(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string name = Path.GetFileName(path);
        if (!File.Exists(path))
        {
            throw new TableException([new TableProblem($"'{path}' is not there; expected a licence entry in JSON.",
                path)]);
        }

        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path));
            root = document.RootElement.Clone();
        }
        catch (JsonException)
        {
            root = default;
        }

        if (root.ValueKind != JsonValueKind.Object)
        {
            throw new TableException([new TableProblem($"{name} is no JSON object; expected a licence entry.", path)]);
        }

        List<TableProblem> problems = [];
        string Text(string key)
        {
            string? value = root.TryGetProperty(key, out JsonElement found) && found.ValueKind == JsonValueKind.String
                ? found.GetString() : null;
            if (string.IsNullOrWhiteSpace(value))
            {
                problems.Add(new TableProblem($"{name}: '{key}' is missing; expected a text.", path));
            }

            return value ?? string.Empty;
        }

        string id = Text("id");
        if (License.All.Any(known => string.Equals(known.Id, id, StringComparison.OrdinalIgnoreCase)))
        {
            problems.Add(new TableProblem($"{name}: the table has a licence '{id}' already; choose another id.", path));
        }

        string[] words = [.. Words.Select(word =>
        {
            string value = Text(word.Name);
            if (value.Length > 0 && !word.Values.Contains(value))
            {
                problems.Add(new TableProblem($"{name}: '{word.Name}' is '{value}'; expected one of "
                    + $"{string.Join(", ", word.Values)}.", path));
            }

            return value;
        })];
        string file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, Text("text"));
        if (!File.Exists(file)
            && problems.All(problem => !problem.Sentence.Contains("'text'", StringComparison.Ordinal)))
        {
            problems.Add(new TableProblem($"{name}: the text '{Path.GetFileName(file)}' is not beside it.", path));
        }

        string day = Text("read_on");
        if (!DateOnly.TryParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture,
            System.Globalization.DateTimeStyles.None, out DateOnly readOn) && day.Length > 0)
        {
            problems.Add(new TableProblem($"{name}: 'read_on' is '{day}'; expected a day as yyyy-MM-dd.", path));
        }

        string label = Text("label");
        string reader = Text("read_by");
        return problems.Count > 0 ? throw new TableException(problems) : new LicenseEntry(
            new License(id, label, "user_entry", null, words[0], words[1], words[2], words[3], words[4], words[5],
                root.TryGetProperty("remark", out JsonElement remark) ? remark.GetString() ?? string.Empty
                    : string.Empty),
            Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(file))), reader, readOn);
    }
}
