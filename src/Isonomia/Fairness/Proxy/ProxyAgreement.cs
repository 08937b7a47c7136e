namespace Isonomia.Fairness;

/// <summary>How well proxy groups agree with a known attribute, over the rows where it is known.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="RowCount">Rows where it is known.</param>
/// <param name="AdjustedRand">1 for equal partitions, 0 expected by chance.</param>
/// <param name="NormalizedMutualInformation">In [0, 1], arithmetic.</param>
/// <param name="AdjustedMutualInformation">The same with chance taken off.</param>
/// <param name="Homogeneity">1 where every cluster holds one group only.</param>
/// <param name="Completeness">1 where every group lies in one cluster.</param>
/// <param name="Purity">The share of rows that belong to the largest group of their cluster.</param>
/// <param name="CramersV">Cramér's V, or null where undefined.</param>
public sealed record ProxyAgreement(
    string Attribute,
    int RowCount,
    double AdjustedRand,
    double NormalizedMutualInformation,
    double AdjustedMutualInformation,
    double Homogeneity,
    double Completeness,
    double Purity,
    double? CramersV);
