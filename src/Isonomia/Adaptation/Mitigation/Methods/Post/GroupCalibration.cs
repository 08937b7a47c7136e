using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>A calibrator for each group.</summary>
    public static MitigationMethod GroupCalibration { get; } = new(
        "group_calibration",
        "calibration by group",
        MitigationStage.Post,
        "Platt, isotonic or temperature scaling fitted inside each group on validation rows",
        new Citation("Platt 1999; Zadrozny and Elkan, KDD 2002; Guo et al., ICML 2017; Pfohl et al., 2021 (by group)"))
    {
        NeedsAttributeInTraining = true,
        NeedsAttributeAtTest = true,
        Settings =
        [
            MitigationSetting.OneOf("kind", "the calibrator", "platt", "isotonic", "temperature"),
            new("floor", 10, 1, 1e9, "positives and negatives below which a group takes the pooled calibrator"),
        ],
        Deviation = "Small groups take the pooled curve; the shrunken Platt of the specification is not offered yet. "
            + "Decisions at a fixed threshold move with the scores.",
        Post = static problem => GroupCalibrators.Fit(problem),
    };
}
