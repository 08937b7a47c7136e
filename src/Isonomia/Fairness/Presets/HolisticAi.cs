namespace Isonomia.Fairness;

public sealed partial record ParityPreset
{
    /// <summary>The conventions of the holisticai library.</summary>
    /// <remarks>
    /// Its <c>abroca</c> is a difference of two AUROC, not an area between curves. Source: specification §18.
    /// </remarks>
    public static ParityPreset HolisticAi { get; } = new(
        "holisticai",
        "holisticai",
        "four fifths, Cohen’s d, z tests, its own coefficient of variation, and a difference of AUROC under the "
        + "name abroca",
        FairnessSources.HolisticAi)
    {
        Summary = HolisticAiSummary.Write,
    };
}
