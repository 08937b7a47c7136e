namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>How much more often findings are missed in the worst group; the label is a finding.</summary>
    /// <remarks>Definition: gap of underdiagnosis_rate. Undefined where a part is, with its reason.</remarks>
    public static Criterion UnderdiagnosisGap { get; } = new(
        "underdiagnosis_gap",
        "Underdiagnosis gap",
        "gap of underdiagnosis_rate",
        FairnessSources.SeyyedKalantari,
        Direction.LowerIsBetter,
        [new(Metric.UnderdiagnosisRate, Disparity.Gap)],
        Combine.Only);
}
