namespace Isonomia.Curation;

public sealed partial record CurationStep
{
    /// <summary>Finds texts with abbreviations that have several readings.</summary>
    public static CurationStep AmbiguousAbbreviations { get; } = new(
        "ambiguous_abbreviations",
        "Ambiguous abbreviations",
        "an abbreviation of the list in capitals that the text neither spells out nor decides by the words of one "
            + "reading",
        CurationSources.Own("§7"),
        [
            new("text", "", "the text column; by default the first one declared with --text"),
            new("list", "",
                "a table with the columns abbreviation and readings (joined by ;), on top of the shipped list"),
            new("action", "mark", "mark: count only; drop: remove the samples"),
        ],
        static context => TextSteps.Abbreviations(context));
}
