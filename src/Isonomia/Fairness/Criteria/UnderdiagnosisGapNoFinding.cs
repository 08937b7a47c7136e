namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>
    /// How much more often findings are missed in the worst group; the label is the absence of findings.
    /// </summary>
    /// <remarks>
    /// Definition: gap of underdiagnosis_rate@no_finding. Undefined where a part is, with its reason.
    /// </remarks>
    public static Criterion UnderdiagnosisGapNoFinding { get; } = new(
        "underdiagnosis_gap@no_finding",
        "Underdiagnosis gap (label: no finding)",
        "gap of underdiagnosis_rate@no_finding",
        FairnessSources.SeyyedKalantari,
        Direction.LowerIsBetter,
        [new(Metric.UnderdiagnosisRateNoFinding, Disparity.Gap)],
        Combine.Only);
}
