namespace Isonomia.Curation;

public sealed partial record CurationStep
{
    /// <summary>Keeps one of the pictures whose 64-bit hashes lie within a calibrated radius.</summary>
    public static CurationStep PerceptualHash { get; } = new(
        "perceptual_hash",
        "Near-duplicates by perceptual hash",
        "one of each component of pictures whose hash, or that of the mirror image or inverse, differs in at most "
            + "radius bits",
        CurationSources.Hashes,
        [
            new("hash", "cosine", "difference, cosine or mean"),
            new("radius", "calibrated",
                "bits that may differ (0 to 16), or calibrated: the largest radius that joins at most "
                + "one in a million pairs of different patients"),
            new("within", "", "calibrate on pairs of the same group of this column (view), and apart by group"),
        ],
        static context => DuplicateSteps.ByHash(context));
}
