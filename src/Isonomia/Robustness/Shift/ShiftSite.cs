namespace Isonomia.Robustness;

/// <summary>One site of a shift study.</summary>
/// <param name="Site">Its name.</param>
/// <param name="Rows">Rows with a label.</param>
/// <param name="Patients">Patients among them.</param>
/// <param name="Prevalence">The share of positive rows, or null without rows.</param>
/// <param name="LeftOut">Why it neither trains nor is judged (<c>below_min_count</c>), or null.</param>
public sealed record ShiftSite(string Site, int Rows, int Patients, double? Prevalence, string? LeftOut);
