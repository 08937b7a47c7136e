using System.Globalization;
using System.Text;

namespace Isonomia.Documentation;

/// <summary>A datasheet in Markdown: the program fills what it can measure, people answer the rest, and a new run keeps
/// their words.</summary>
/// <remarks>Source of the questions: Gebru et al., Datasheets for Datasets, CACM 64(12), 2021, in our own
/// words.</remarks>
public static class DatasheetWriter
{
    /// <summary>Writes a datasheet.</summary>
    /// <param name="document">What the program found.</param>
    /// <param name="answers">What people answered before.</param>
    /// <param name="smallCell">Counts below this are hidden.</param>
    /// <returns>The Markdown text; the same document and answers give the same text.</returns>
    public static string Write(CohortDocument document, DatasheetAnswers answers, int smallCell = 5)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(answers);
        DocumentText machine = new(document, smallCell);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# Datasheet: {answers["name"]?.Trim() ?? document.Name}\n\n");
        text.Append("Parts between `<!-- human:… -->` marks are written by people and kept on every run; everything "
            + "else is made anew.\n");
        text.Append(CultureInfo.InvariantCulture,
            $"Data: SHA-256 `{document.Fingerprint}` over the manifest and its roles. Counts under {smallCell} are "
            + $"hidden.\n\n");
        Filled(text, answers);
        foreach (IGrouping<string, DatasheetField> section in DatasheetField.All.GroupBy(field => field.Section,
            StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"## {section.Key}\n\n");
            foreach (DatasheetField field in section)
            {
                text.Append(CultureInfo.InvariantCulture, $"### {field.Asks}\n\n");
                if (field.IsHuman)
                {
                    text.Append(DatasheetAnswers.Write(field.Id, answers[field.Id], "*To be answered by a person.*"))
                        .Append('\n');
                    continue;
                }

                text.Append(CultureInfo.InvariantCulture,
                    $"<!-- machine:{field.Id} -->\n*Filled by Isonomia from the "
                    + $"data.*\n\n{machine.Of(field.Id)?.TrimEnd()}\n<!-- /machine:{field.Id} -->\n\n");
                text.Append(DatasheetAnswers.Write($"remarks_{field.Id}", answers[$"remarks_{field.Id}"],
                    "*Remarks of a person: none.*")).Append('\n');
            }
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static void Filled(StringBuilder text, DatasheetAnswers answers)
    {
        text.Append("| section | filled | missing |\n|---|---:|---|\n");
        foreach (IGrouping<string, DatasheetField> section in DatasheetField.All.GroupBy(field => field.Section,
            StringComparer.Ordinal))
        {
            string[] missing = [.. section.Where(field => field.IsHuman && answers[field.Id] is null)
                .Select(field => field.Id)];
            text.Append(CultureInfo.InvariantCulture,
                $"| {section.Key} | {section.Count() - missing.Length} of {section.Count()} | "
                + $"{(missing.Length == 0 ? "–" : string.Join(", ", missing))} |\n");
        }

        text.Append('\n');
    }
}
