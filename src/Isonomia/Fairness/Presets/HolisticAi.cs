using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of holisticai.</summary>
    public static ParityPreset HolisticAi { get; } = new(
        "holisticai",
        "holisticai",
        "four fifths, Cohen d, z tests, cv with factor two; AUROC difference under the name abroca",
        new Citation("holisticai at 96b084f (Apache-2.0)"))
    {
        Missing = "drop",
        Floors = new GroupFloors(0, 0, 0),
        IntervalScheme = "row",
    };
}
