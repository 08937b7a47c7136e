namespace Isonomia.Fairness;

/// <summary>The maximum mean discrepancy of the embeddings of two groups.</summary>
/// <param name="Attribute">The attribute (or the label).</param>
/// <param name="First">The first group.</param>
/// <param name="Second">The second group.</param>
/// <param name="FirstCount">Rows of the first group that entered (large groups are thinned).</param>
/// <param name="SecondCount">Rows of the second group that entered.</param>
/// <param name="Squared">MMD² by the U-statistic, which may be negative, or null.</param>
/// <param name="Bandwidth">The median distance of the pooled rows.</param>
/// <param name="P">The permutation p-value, or null.</param>
/// <param name="PAdjusted">The p-value in the Benjamini–Yekutieli family of all pairs of the list, or null.</param>
/// <param name="Undefined">Why there is no value, or null.</param>
public sealed record EmbeddingDiscrepancy(
    string Attribute,
    string First,
    string Second,
    int FirstCount,
    int SecondCount,
    double? Squared,
    double Bandwidth,
    double? P,
    double? PAdjusted,
    string? Undefined);
