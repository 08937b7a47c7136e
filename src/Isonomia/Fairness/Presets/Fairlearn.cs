using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of fairlearn.</summary>
    public static ParityPreset Fairlearn { get; } = new(
        "fairlearn",
        "fairlearn",
        "score >= 0.5; an empty denominator gives 0; rows without the attribute are dropped; rows are resampled",
        new Citation("fairlearn 0.15 (MIT)"))
    {
        Missing = "drop",
        ZeroForEmptyDenominator = true,
        Floors = new GroupFloors(0, 0, 0),
        IntervalScheme = "row",
    };
}
