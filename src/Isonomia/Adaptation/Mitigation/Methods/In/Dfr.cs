using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Refits the last layer on balanced held-out rows; embeddings stay as they are.</summary>
    public static MitigationMethod Dfr { get; } = new(
        "dfr",
        "deep feature reweighting",
        MitigationStage.In,
        "ℓ1 logistic heads on cell-balanced subsets of half of the validation rows, averaged; C chosen on the other "
            + "half",
        new Citation("Kirichenko, Izmailov and Wilson, ICLR 2023", "https://arxiv.org/abs/2204.02937"))
    {
        NeedsAttributeInTraining = true,
        Settings =
        [
            new("repeats", 20, 1, 1000, "balanced subsets; the released code"),
            MitigationSetting.OneOf("by", "what is balanced; label needs no attribute", "cell", "label"),
        ],
        Deviation = "On frozen embeddings these are the features, so that no first training is needed; of a model "
            + "that is "
            + "trained, what the last layer reads after plain training.",
        Fit = static (context, cancellation) => context.Backbone is null
            ? HeldOutHeads.Fit(context, cancellation) : LastLayer.Reweighted(context, cancellation),
    };
}
