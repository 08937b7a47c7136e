namespace Isonomia.Curation;

public sealed partial record CurationStep
{
    /// <summary>Removes texts that teach a model nothing, or something false.</summary>
    public static CurationStep TextQuality { get; } = new(
        "text_quality",
        "Noisy and incomplete texts",
        "texts that are empty, short, placeholders, truncated, garbled, boilerplate, near copies, unsupported "
            + "comparisons or "
            + "measurements without unit",
        CurationSources.Own("§7"),
        [
            new("text", "", "the text column; by default the first one declared with --text"),
            new("filters", "", "the filters joined by +; all by default"),
        ],
        static context => TextSteps.Filter(context));
}
