namespace Isonomia.Curation;

public sealed partial record CurationStep
{
    /// <summary>Removes near-duplicates by embedding within clusters.</summary>
    public static CurationStep SemDeDup { get; } = new(
        "semdedup",
        "Near-duplicates by embedding",
        "within each k-means cluster on the sphere, an item goes where its cosine to an earlier one exceeds 1 − ε",
        CurationSources.SemDeDup,
        [
            new("epsilon", "calibrated",
                "ε, or calibrated: the largest ε that joins at most one in a million pairs of different "
                + "patients"),
            new("rule", "earlier_item", "earlier_item (as published), independent (kept ones only) or component"),
            new("order", "attributes",
                "who comes first: attributes (more recorded, then hard), hard (far from the centroid), "
                + "easy (near it), random"),
            new("clusters", "", "the number of clusters; by default √n, at most n/256"),
            new("within", "", "calibrate on pairs of the same group of this column (view)"),
        ],
        static context => SemanticStep.Apply(context));
}
