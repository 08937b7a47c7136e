using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Close to the threshold the disadvantaged group gets the favorable decision, the others the
    /// unfavorable one.</summary>
    public static MitigationMethod RejectOption { get; } = new(
        "reject_option",
        "reject option classification",
        MitigationStage.Post,
        "s > t, but inside (t − m, t + m] by group; (t, m) of best balanced accuracy with a small difference",
        new Citation("Kamiran, Karim and Zhang, ICDM 2012; AIF360 RejectOptionClassification",
            "https://doi.org/10.1109/ICDM.2012.45"))
    {
        NeedsAttributeInTraining = true,
        NeedsAttributeAtTest = true,
        Settings =
        [
            MitigationSetting.OneOf("metric", "the signed difference that must be small", "statistical_parity",
                "average_odds", "equal_opportunity"),
            new("limit", 0.05, 0, 1, "the largest difference; AIF360's default"),
            MitigationSetting.OneOf("favorable", "the decision that is good for a person", "flagged", "not_flagged"),
            new("disadvantaged", -1, -1, 1e6, "the group's place in the list; −1: the one least often favored"),
            new("thresholds", 100, 2, 10000, "steps of the threshold"),
            new("margins", 50, 2, 10000, "steps of the margin"),
            new("low", 0.01, 0, 1, "the first threshold"),
            new("high", 0.99, 0, 1, "the last threshold"),
        ],
        Deviation = "Where no (t, m) meets the limit the smallest absolute difference is taken and noted; AIF360 takes "
            + "the smallest signed value.",
        Post = static problem => RejectBand.Fit(problem),
    };
}
