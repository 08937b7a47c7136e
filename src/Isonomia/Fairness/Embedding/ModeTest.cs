namespace Isonomia.Fairness;

/// <summary>One two-sample Kolmogorov–Smirnov test of one mode of the embeddings.</summary>
/// <param name="Mode">The mode, from 1.</param>
/// <param name="Attribute">The attribute (or the label) whose groups are compared.</param>
/// <param name="First">The first group.</param>
/// <param name="Second">The second group.</param>
/// <param name="FirstCount">Rows of the first group that entered.</param>
/// <param name="SecondCount">Rows of the second group that entered.</param>
/// <param name="Distance">D, the largest distance of the two distribution functions, in [0, 1], or null.</param>
/// <param name="P">The p-value, or null.</param>
/// <param name="PAdjusted">The p-value in the Benjamini–Yekutieli family of all tests of the list, or null.</param>
/// <param name="Method"><c>exact</c>, <c>asymptotic</c>, or null where no test was made.</param>
/// <param name="Undefined">Why no test was made (<c>below_min_count</c>), or null.</param>
public sealed record ModeTest(
    int Mode,
    string Attribute,
    string First,
    string Second,
    int FirstCount,
    int SecondCount,
    double? Distance,
    double? P,
    double? PAdjusted,
    string? Method,
    string? Undefined);
