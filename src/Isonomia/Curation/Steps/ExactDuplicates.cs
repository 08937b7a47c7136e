namespace Isonomia.Curation;

public sealed partial record CurationStep
{
    /// <summary>Keeps one of the pictures that are the same file, the same pixels or the same content.</summary>
    public static CurationStep ExactDuplicates { get; } = new(
        "exact_duplicates",
        "Exact duplicates",
        "one of each set of equal files, equal decoded pixels, or equal pixels after gray, border crop and stretch to "
            + "8 bits",
        CurationSources.Own("§1"),
        [
            new("level", "file+pixels+content", "what must be equal: file, pixels, content, joined by +"),
        ],
        static context => DuplicateSteps.Exact(context));
}
