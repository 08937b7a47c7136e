using Isonomia.Datasets;

namespace Isonomia.Documentation;

/// <summary>The files of a documented cohort besides the page: <c>document.json</c>, <c>croissant.json</c>,
/// <c>README.md</c> (the card) and
/// <c>datasheet.md</c> with its plain, clinical and technical readings.</summary>
public static class DocumentFolder
{
    /// <summary>Writes the files; what people wrote into an earlier datasheet or card is kept.</summary>
    /// <param name="document">What the program found.</param>
    /// <param name="folder">The folder; it is made where it is absent.</param>
    /// <param name="version">The version of the Croissant file.</param>
    /// <param name="compatible">Whether also the reference library's spellings of two properties are written.</param>
    /// <param name="smallCell">Counts below this are hidden in all but document.json.</param>
    /// <exception cref="IOException">A file cannot be written.</exception>
    public static void Write(
        CohortDocument document, string folder, CroissantVersion version = CroissantVersion.V11,
            bool compatible = false, int smallCell = 5)
    {
        ArgumentNullException.ThrowIfNull(document);
        Directory.CreateDirectory(folder);
        string sheet = Path.Combine(folder, "datasheet.md");
        string card = Path.Combine(folder, "README.md");
        DatasheetAnswers answers = DatasheetAnswers.Read(sheet);
        AtomicFile.WriteText(Path.Combine(folder, "document.json"), DocumentationJson.Serialize(document));
        CroissantWriter.Write(document, answers, version, compatible, smallCell)
            .Write(Path.Combine(folder, "croissant.json"));
        AtomicFile.WriteText(sheet, DatasheetWriter.Write(document, answers, smallCell));
        foreach (DatasheetReading reading in Enum.GetValues<DatasheetReading>())
        {
            AtomicFile.WriteText(Path.Combine(folder, $"datasheet.{reading.ToString().ToLowerInvariant()}.md"),
                DatasheetWriter.Write(document, answers, reading, smallCell));
        }

        HuggingFaceCard? existing = File.Exists(card) ? HuggingFaceCard.Parse(File.ReadAllText(card)) : null;
        AtomicFile.WriteText(card, HuggingFaceCard.Of(document, answers, existing, smallCell).ToText());
    }
}
