namespace Isonomia.Studies;

/// <summary>A published protocol: what it says holds where the study file does not say otherwise.</summary>
internal static class StudyPreset
{
    internal const string FairMedFm = "fairmedfm_linear_probe";

    internal static readonly string[] Known = [FairMedFm];

    /// <summary>The probe of a preset.</summary>
    /// <remarks>FairMedFM (Jin et al., NeurIPS 2024 Datasets and Benchmarks) trains a linear classifier on frozen
    /// features and reports AUC, accuracy at the threshold of maximal F1 chosen on the evaluated rows, and the gaps of
    /// both. The thresholds and metrics are those of the parity preset <c>fairmedfm</c>. Deviation: the classifier is
    /// the exact minimum of the logistic loss with L2 chosen on validation rows, not the last epoch of stochastic
    /// gradient descent.</remarks>
    internal static StudyProbe Probe(string? preset) => preset switch
    {
        FairMedFm => new StudyProbe { Kind = "logistic" },
        _ => new StudyProbe(),
    };

    internal static StudyAudit Audit(string? preset) => preset switch
    {
        FairMedFm => new StudyAudit { Parity = "fairmedfm", Threshold = null, Intersections = 1 },
        _ => new StudyAudit(),
    };
}
