namespace Isonomia.Curation;

public sealed partial record CurationStep
{
    /// <summary>Keeps one of the pictures that show the same pixels, however cropped, turned, inverted or
    /// saved.</summary>
    public static CurationStep Dedup { get; } = new(
        "dedup",
        "Duplicate pictures",
        "exact duplicates, and pictures of which one matches a window of the other after turning, mirroring or "
            + "inverting",
        CurationSources.Own("§1 and §2; rule of our own, docs/guide/curation.md"),
        [
            new("threshold", "0.95", "the least correlation of gradients after alignment"),
            new("suspect", "0.9",
                "pictures of different patients that match less well than the threshold but at least so well are "
                + "named and kept"),
            new("turns", "all",
                "all: turned and mirrored copies too; none: crops and tone only (a seventh of the time)"),
            new("candidates", "10", "how many most similar pictures of each picture are aligned"),
        ],
        static context => DuplicateSteps.ByPicture(context));
}
