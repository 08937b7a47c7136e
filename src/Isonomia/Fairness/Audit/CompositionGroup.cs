namespace Isonomia.Fairness;

/// <summary>One group's part in the data.</summary>
/// <param name="Group">The group.</param>
/// <param name="Rows">Rows.</param>
/// <param name="Units">Patients.</param>
/// <param name="Positives">Positive rows, or null.</param>
/// <param name="Prevalence">Share of positive rows among labeled ones, or null.</param>
/// <param name="PrevalenceLow">Lower Wilson end, or null.</param>
/// <param name="PrevalenceHigh">Upper Wilson end, or null.</param>
public sealed record CompositionGroup(
    string Group, long Rows, long Units, long? Positives, double? Prevalence, double? PrevalenceLow,
    double? PrevalenceHigh);
