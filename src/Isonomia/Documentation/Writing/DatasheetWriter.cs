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
            + "else is made anew. Lines `plain:`, `clinical:` and `technical:` begin a text for one kind of reader; an "
            + "answer that begins with `not applicable` and a reason closes a question.\n");
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

    /// <summary>Writes the datasheet for one kind of reader.</summary>
    /// <param name="document">What the program found.</param>
    /// <param name="answers">What people answered.</param>
    /// <param name="reading">For whom.</param>
    /// <param name="smallCell">Counts below this are hidden.</param>
    /// <returns>The Markdown text. Answers without a text for the reading are the next simpler ones, marked; what
    /// nobody answered is named as such.</returns>
    public static string Write(CohortDocument document, DatasheetAnswers answers, DatasheetReading reading,
        int smallCell = 5)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(answers);
        DocumentText machine = new(document, smallCell);
        string word = Word(reading);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"# {First(answers, "name") ?? document.Name}: {word} datasheet\n\n");
        text.Append("Made from `datasheet.md`, which is where people write; changes here are lost.\n\n");
        foreach (IGrouping<string, DatasheetField> section in DatasheetField.All.GroupBy(field => field.Section,
            StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"## {section.Key}\n\n");
            List<string> open = [];
            foreach (DatasheetField field in section)
            {
                if (field.IsHuman && answers[field.Id] is null)
                {
                    open.Add(field.Asks);
                    continue;
                }

                text.Append(CultureInfo.InvariantCulture, $"**{field.Asks}** ");
                if (field.IsHuman)
                {
                    text.Append(answers.For(field.Id, reading) is not (string answer, DatasheetReading written)
                        ? $"*Not written for {word} reading yet.*"
                        : written == reading ? answer : $"{answer} *(as written for {Word(written)} reading)*");
                }
                else
                {
                    text.Append(reading == DatasheetReading.Plain ? PlainText.Of(field.Id, document, machine)
                        : "\n\n" + machine.Of(field.Id)?.TrimEnd());
                }

                text.Append("\n\n");
            }

            if (open.Count > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"*Not answered yet:* {string.Join(" ", open)}\n\n");
            }
        }

        return text.ToString().TrimEnd('\n') + "\n";
    }

    private static string Word(DatasheetReading reading) => reading switch
    {
        DatasheetReading.Plain => "plain",
        DatasheetReading.Clinical => "clinical",
        _ => "technical",
    };

    private static string? First(DatasheetAnswers answers, string id) =>
        answers.For(id, DatasheetReading.Plain)?.Text.Trim();

    private static void Filled(StringBuilder text, DatasheetAnswers answers)
    {
        text.Append("| section | filled | not applicable | missing |\n|---|---:|---:|---|\n");
        foreach (IGrouping<string, DatasheetField> section in DatasheetField.All.GroupBy(field => field.Section,
            StringComparer.Ordinal))
        {
            string[] missing = [.. section.Where(field => field.IsHuman && answers[field.Id] is null)
                .Select(field => field.Id)];
            int inapplicable = section.Count(field => field.IsHuman && answers.IsNotApplicable(field.Id));
            text.Append(CultureInfo.InvariantCulture,
                $"| {section.Key} | {section.Count() - missing.Length - inapplicable} of {section.Count()} | "
                + $"{inapplicable} | "
                + $"{(missing.Length == 0 ? "–" : string.Join(", ", missing))} |\n");
        }

        text.Append('\n');
    }
}
