using Isonomia.Documentation;

namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>A label tied to how pictures were made.</summary>
    public static IntegrityCheck SiteLabel { get; } = new(
        "site_label",
        "Labels tied to site, device or view",
        "pairs of label and fact",
        "for every label and every fact about acquisition or attribute, by patient: bias-corrected Cramér's V, and the "
            + "AUROC of the label from the fact alone (rates of the other four of five folds of patients); q < 0.05 "
            + "over "
            + "all pairs (Benjamini–Hochberg); ties to the part of the body alone are minor",
        CheckSeverity.Blocking,
        "Balance label and fact ('isonomia curate --steps balance(by=…)'), report results within each value, and test "
            + "on a "
            + "site that was not trained on.",
        "A model can learn the fact instead of the finding: it looks good here and fails elsewhere, and a gap between "
            + "groups "
            + "can be a gap between sites.",
        new("Bergsma, A bias-correction for Cramér's V and Tschuprow's T, J. Korean Stat. Soc. 42, 2013; Zech et al., "
            + "PLoS "
            + "Medicine 15(11), 2018 (confounding by hospital)", "https://doi.org/10.1371/journal.pmed.1002683"),
        [
            new("v", 0.3, "the least Cramér's V that is major"),
            new("auroc", 0.7, "the least AUROC of the fact alone that is major (facts about acquisition only)"),
            new("blocking_auroc", 0.9, "the least AUROC that blocks claims about other sites"),
        ])
    {
        Rule = static context => AssociationRules.Find(
            context,
            row => row.Kind == "label_acquisition" || row.Kind == "label_attribute",
            context["auroc"],
            context["blocking_auroc"],
            "no label (--label), or no fact about acquisition (--acquisition) and no attribute, was declared",
            "labels"),
    };
}
