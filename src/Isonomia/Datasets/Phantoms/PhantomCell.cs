namespace Isonomia.Datasets;

/// <summary>What is true of one site and sex of a phantom cohort.</summary>
/// <param name="Site">The site.</param>
/// <param name="Sex">The sex.</param>
/// <param name="Separation">The distance between the means of the sign with and without the finding.</param>
/// <param name="Prevalence">The true share of findings.</param>
/// <param name="RecordedPrevalence">The expected share of recorded findings, after missed findings and label
/// noise.</param>
/// <param name="IdealAuroc">The AUROC of the sign against the true finding: Φ(separation / √2).</param>
/// <param name="IdealRecordedAuroc">The AUROC of the sign against the recorded finding; label noise pulls it to
/// 0.5.</param>
public sealed record PhantomCell(
    string Site, string Sex, double Separation, double Prevalence, double RecordedPrevalence, double IdealAuroc,
    double IdealRecordedAuroc);
