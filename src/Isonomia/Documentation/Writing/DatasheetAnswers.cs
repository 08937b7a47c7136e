using System.Text.RegularExpressions;

namespace Isonomia.Documentation;

/// <summary>What people wrote into a datasheet: kept word for word on every run, never made up.</summary>
public sealed partial class DatasheetAnswers
{
    private readonly Dictionary<string, string> _answers;

    private DatasheetAnswers(Dictionary<string, string> answers) => _answers = answers;

    /// <summary>No answer yet.</summary>
    public static DatasheetAnswers None { get; } = new(new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>The answers by the id of their field; remarks beside the program's parts have the id <c>remarks_</c>
    /// and the field.</summary>
    public IReadOnlyDictionary<string, string> All => _answers;

    /// <summary>The answer to a field, or null where nobody has answered.</summary>
    /// <param name="id">The field's id.</param>
    public string? this[string id] => _answers.GetValueOrDefault(id);

    /// <summary>The answer as it was written for a reading. Lines <c>plain:</c>, <c>clinical:</c> and
    /// <c>technical:</c> begin the text for one reading; what stands before them is plain.</summary>
    /// <param name="id">The field's id.</param>
    /// <param name="reading">For whom.</param>
    /// <returns>The text and the reading it was written for: the asked one or the next simpler; null where there is
    /// none so simple.</returns>
    public (string Text, DatasheetReading Reading)? For(string id, DatasheetReading reading)
    {
        if (this[id] is not string answer)
        {
            return null;
        }

        Dictionary<DatasheetReading, string> parts = [];
        DatasheetReading current = DatasheetReading.Plain;
        foreach (string line in answer.Split('\n'))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            string text = line;
            if (colon > 0 && Enum.TryParse(line[..colon].Trim(), ignoreCase: true, out DatasheetReading marked)
                && !char.IsDigit(line.TrimStart()[0]))
            {
                (current, text) = (marked, line[(colon + 1)..].TrimStart());
            }

            parts[current] = parts.TryGetValue(current, out string? before) ? before + "\n" + text : text;
        }

        for (DatasheetReading at = reading; at >= DatasheetReading.Plain; at--)
        {
            if (parts.TryGetValue(at, out string? text) && text.Trim().Length > 0)
            {
                return (text.Trim('\n'), at);
            }
        }

        return null;
    }

    /// <summary>Whether a person said that a field does not apply (an answer that begins with <c>not
    /// applicable</c>, and should go on with the reason).</summary>
    /// <param name="id">The field's id.</param>
    /// <returns>Whether.</returns>
    public bool IsNotApplicable(string id) =>
        this[id]?.TrimStart().StartsWith("not applicable", StringComparison.OrdinalIgnoreCase) == true;

    /// <summary>Reads the answers of a datasheet.</summary>
    /// <param name="markdown">The datasheet, as written before and edited since.</param>
    /// <returns>The answers; prompts that were left as they were are none.</returns>
    public static DatasheetAnswers Parse(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        Dictionary<string, string> answers = new(StringComparer.Ordinal);
        foreach (Match match in Block().Matches(markdown.Replace("\r\n", "\n", StringComparison.Ordinal)))
        {
            string text = match.Groups["text"].Value.Trim('\n');
            if (text.Trim().Length > 0 && !text.TrimStart()
                .StartsWith("*To be answered by a person", StringComparison.Ordinal)
                && !text.TrimStart().StartsWith("*Remarks of a person", StringComparison.Ordinal))
            {
                answers[match.Groups["id"].Value] = text;
            }
        }

        return new DatasheetAnswers(answers);
    }

    /// <summary>Reads the answers of a datasheet file.</summary>
    /// <param name="path">The file; where it is absent there are none.</param>
    /// <returns>The answers.</returns>
    public static DatasheetAnswers Read(string path) => File.Exists(path) ? Parse(File.ReadAllText(path)) : None;

    internal static string Write(string id, string? answer, string prompt) =>
        $"<!-- human:{id} -->\n{answer ?? prompt}\n<!-- /human:{id} -->\n";

    [GeneratedRegex(@"<!-- human:(?<id>[a-z_]+) -->\n(?<text>.*?)\n?<!-- /human:\k<id> -->", RegexOptions.Singleline)]
    private static partial Regex Block();
}
