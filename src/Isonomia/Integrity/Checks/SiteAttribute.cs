namespace Isonomia.Integrity;

public sealed partial record IntegrityCheck
{
    /// <summary>An attribute tied to how pictures were made.</summary>
    public static IntegrityCheck SiteAttribute { get; } = new(
        "site_attribute",
        "Groups tied to site, device or view",
        "pairs of attribute and fact",
        "for every attribute and every fact about acquisition, by patient: bias-corrected Cramér's V with q < 0.05 "
            + "over all "
            + "pairs (Benjamini–Hochberg)",
        CheckSeverity.Major,
        "Compare groups within each site or device, or weight them alike.",
        "A gap between groups can be a gap between sites or devices: the audit cannot tell which.",
        new("Bergsma, A bias-correction for Cramér's V and Tschuprow's T, J. Korean Stat. Soc. 42, 2013"),
        [new("v", 0.3, "the least Cramér's V that is major")])
    {
        Rule = static context => AssociationRules.Find(
            context,
            row => row.Kind == "attribute_acquisition",
            double.PositiveInfinity,
            double.PositiveInfinity,
            "no attribute (--attribute) or no fact about acquisition (--acquisition) was declared",
            "attributes"),
    };
}
