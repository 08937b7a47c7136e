using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>A threshold for each group, by a policy or to a common rate.</summary>
    public static MitigationMethod GroupThreshold { get; } = new(
        "group_threshold",
        "thresholds by group",
        MitigationStage.Post,
        "a threshold inside each group by a policy, or the one whose rate is nearest a common target",
        new Citation("Hardt, Price and Srebro, NeurIPS 2016, §4; aequitas", "https://arxiv.org/abs/1610.02413"))
    {
        NeedsAttributeInTraining = true,
        NeedsAttributeAtTest = true,
        Settings =
        [
            MitigationSetting.OneOf("policy", "what the threshold does in each group", "equal_tpr", "equal_fpr",
                "equal_selection_rate", "youden", "max_accuracy"),
            new("target", -1, -1, 1, "the common rate; −1: the pooled rate at the pooled Youden threshold"),
            new("floor", 10, 1, 1e9, "positives and negatives below which a group takes the pooled threshold"),
        ],
        Post = static problem => RateThresholds.Fit(problem),
    };
}
