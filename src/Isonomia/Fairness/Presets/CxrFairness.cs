using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of CXR_Fairness.</summary>
    public static ParityPreset CxrFairness { get; } = new(
        "cxr_fairness",
        "CXR_Fairness",
        "group minus marginal differences; logistic calibration errors; 1,000 bootstrap replicates",
        new Citation("Zhang et al., CHIL 2022 (formulas)"))
    {
        Missing = "drop",
        Floors = new GroupFloors(0, 0, 0),
    };
}
