using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Gives some rows of the groups that are better off their group's base rate instead of a score.</summary>
    public static MitigationMethod CalibratedEqualizedOdds { get; } = new(
        "calibrated_equalized_odds",
        "calibrated equalized odds",
        MitigationStage.Post,
        "a group of lower cost replaces the share (c_max − c_g)/(c⁰_g − c_g) of its scores by its base rate",
        new Citation("Pleiss, Raghavan, Wu, Kleinberg and Weinberger, NeurIPS 2017; AIF360",
            "https://arxiv.org/abs/1709.02012"))
    {
        NeedsAttributeInTraining = true,
        NeedsAttributeAtTest = true,
        IsRandomized = true,
        Settings =
        [
            MitigationSetting.OneOf("cost", "the generalized rate that is made equal", "fnr", "fpr", "weighted"),
        ],
        Deviation = "A share outside [0, 1] is clipped and noted as infeasible; AIF360 returns it as it is. It "
            + "destroys "
            + "use for the better group by design.",
        Post = static problem => BaseRateMixing.Fit(problem),
    };
}
