namespace Isonomia.Curation;

public sealed partial record CurationStep
{
    /// <summary>Caps how often frequent concepts of texts are drawn.</summary>
    public static CurationStep MetaClip { get; } = new(
        "metaclip",
        "Text balancing",
        "texts are matched with a list of entries; a text stays where one of its c-times matched entries draws it, p "
            + "= min(1, t/c)",
        CurationSources.MetaClip,
        [
            new("text", "", "the text column; by default the first one declared with --text"),
            new("entries", "",
                "a table with the column entry; by default a small list of modalities, views, organs, findings, "
                    + "devices"),
            new("cap", "", "t; by default chosen by tail_share"),
            new("tail_share", "0.06", "the share of matches that entries below t have"),
            new("rule", "draw", "draw: independent draws; strict: no entry admits more than t"),
            new("negated", "count", "count or exclude matches within six words after a negation"),
            new("unmatched", "drop", "drop or keep texts that name no entry"),
        ],
        static context => TextSteps.Balance(context));
}
