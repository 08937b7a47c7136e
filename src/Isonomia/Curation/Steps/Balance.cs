namespace Isonomia.Curation;

public sealed partial record CurationStep
{
    /// <summary>Evens out attributes, sites and diagnoses.</summary>
    public static CurationStep Balance { get; } = new(
        "balance",
        "Balancing by recorded groups",
        "cells of the named columns get a target: by exact quotas, by weight, by repetition or by raking the margins",
        CurationSources.Raking,
        [
            new("by", "", "attributes, labels or columns, joined by +; their crossing makes the cells"),
            new("target", "equal",
                "equal, square_root, cap, label_independent (the label last), reference, entropy (as even as keep "
                + "allows) or quotas"),
            new("way", "down",
                "down: keep the target, patients by hash draw; up: repeat; weight; rake: each margin; fill: only list "
                + "what is missing"),
            new("cap", "", "the most samples of a cell, for target=cap"),
            new("keep", "", "how many samples to keep (or which share), for target=entropy"),
            new("quotas", "", "GROUP:COUNT joined by ;, for target=quotas"),
            new("clip", "10", "weights stay between 1/clip and clip"),
        ],
        static context => BalanceSteps.Balance(context));
}
