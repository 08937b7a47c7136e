namespace Isonomia.Documentation;

/// <summary>An attribute held against a reference population.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="Reference">What the reference is.</param>
/// <param name="Rows">The groups that both have.</param>
/// <param name="NotInReference">Groups of the cohort that the reference lacks.</param>
/// <param name="NotInCohort">Categories of the reference that the cohort lacks.</param>
/// <param name="Test">The test: chi-square, or exact multinomial by Monte Carlo where an expected count is under
/// 5.</param>
/// <param name="P">The p-value, or null.</param>
public sealed record ReferenceComparison(
    string Attribute,
    string Reference,
    IReadOnlyList<ReferenceRow> Rows,
    IReadOnlyList<string> NotInReference,
    IReadOnlyList<string> NotInCohort,
    string Test,
    double? P);
