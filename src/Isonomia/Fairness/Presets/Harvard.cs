using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of the Harvard ophthalmology benchmarks.</summary>
    public static ParityPreset Harvard { get; } = new(
        "harvard",
        "Harvard FairVision",
        "equity-scaled metrics with alpha 1; psd; fairlearn dpd and eod; score >= 0.5",
        new Citation("Luo et al., CVPR 2024; released FairCLIP and FairSeg code"))
    {
        Missing = "drop",
        Floors = new GroupFloors(0, 0, 0),
    };
}
