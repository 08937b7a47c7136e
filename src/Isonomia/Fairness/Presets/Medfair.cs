using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of MEDFAIR.</summary>
    public static ParityPreset Medfair { get; } = new(
        "medfair",
        "MEDFAIR",
        "score > t at max F1 on the evaluated rows; scores of two groups",
        new Citation("Zong, Yang and Hospedales, ICLR 2023 (formulas)"))
    {
        Threshold = "max_f1@fairmedfm",
        IsStrict = true,
        Missing = "drop",
        FitsThresholdOnEvaluation = true,
        Floors = new GroupFloors(0, 0, 0),
    };
}
