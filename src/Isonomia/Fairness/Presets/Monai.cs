using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of the MONAI segmentation metrics.</summary>
    public static ParityPreset Monai { get; } = new(
        "monai",
        "MONAI",
        "empty reference masks are dropped; hd95 is the larger directed percentile; assd pooled",
        new Citation("Cardoso et al., arXiv 2211.02701, 2022; code at d388d1c (Apache-2.0)"))
    {
        Floors = new GroupFloors(0, 0, 0),
    };
}
