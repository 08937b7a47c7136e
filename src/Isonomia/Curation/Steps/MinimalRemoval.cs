namespace Isonomia.Curation;

public sealed partial record CurationStep
{
    /// <summary>Removes as few samples as possible until shares differ by at most δ.</summary>
    public static CurationStep MinimalRemoval { get; } = new(
        "minimal_removal",
        "Smallest removal for near-equal shares",
        "cells above a common height give, the largest height at which the largest and the smallest share differ by "
            + "at most δ",
        CurationSources.Own("§6"),
        [
            new("by", "", "attributes, labels or columns, joined by +; their crossing makes the cells"),
            new("delta", "0.1", "δ, the largest difference of two shares"),
        ],
        static context => BalanceSteps.MinimalRemoval(context));
}
