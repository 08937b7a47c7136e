namespace Isonomia.Robustness;

/// <summary>One test of what changed between two places.</summary>
/// <param name="Kind"><c>attribute_mix</c> (χ²), <c>prevalence</c> (χ²), <c>score</c> (Kolmogorov–Smirnov) or
/// <c>embedding</c> (maximum mean discrepancy, permuted).</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Stratum">The group, or label and group, within which was tested; empty for the mix.</param>
/// <param name="FirstCount">Rows in A that entered: one of each patient.</param>
/// <param name="SecondCount">Rows in B that entered.</param>
/// <param name="Value">χ², D or MMD², or null.</param>
/// <param name="P">The p-value, or null.</param>
/// <param name="PAdjusted">In the family of all tests of the pair, or null.</param>
/// <param name="Undefined">Why no test was made, or null.</param>
public sealed record ShiftTest(
    string Kind,
    string Attribute,
    string Stratum,
    int FirstCount,
    int SecondCount,
    double? Value,
    double? P,
    double? PAdjusted,
    string? Undefined);
