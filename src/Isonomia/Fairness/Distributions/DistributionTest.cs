namespace Isonomia.Fairness;

/// <summary>A two-sample Kolmogorov–Smirnov test: how differently a number is distributed in two sets of
/// rows.</summary>
/// <remarks>Sources: Glocker et al., Risk of bias in chest radiography deep learning foundation models, Radiology:
/// Artificial Intelligence 5(6), 2023; specification §11.10. Rows count once each: sampling weights are not used. The
/// distance is over all rows; rows of one patient are not independent, so that the p-value is of one row a patient,
/// drawn at random.</remarks>
public sealed record DistributionTest
{
    /// <summary>What is compared: <c>score</c>, <c>score:CLASS</c> or <c>prediction</c>.</summary>
    public required string Variable { get; init; }

    /// <summary>The attribute whose groups are compared.</summary>
    public required string Attribute { get; init; }

    /// <summary>The rows looked at: <c>all</c>, <c>label=1</c>, <c>label=0</c>, or <c>matched</c> (a subset in
    /// which all groups have the same mix of label and matched attribute).</summary>
    public required string Stratum { get; init; }

    /// <summary>The first group.</summary>
    public required string A { get; init; }

    /// <summary>The second group.</summary>
    public required string B { get; init; }

    /// <summary>The rows of the first group.</summary>
    public required int CountA { get; init; }

    /// <summary>The rows of the second group.</summary>
    public required int CountB { get; init; }

    /// <summary>The largest distance of the two distribution functions, in [0, 1].</summary>
    public required double Distance { get; init; }

    /// <summary>The rows of the first group that the p-value rests on.</summary>
    public required int IndependentA { get; init; }

    /// <summary>The rows of the second group that the p-value rests on.</summary>
    public required int IndependentB { get; init; }

    /// <summary>P(D* ≥ D) over one row a patient.</summary>
    public required double P { get; init; }

    /// <summary>How it was computed: <c>exact</c> (given the ties, where both sizes multiply to at most 10,000) or
    /// <c>asymptotic</c> (Kolmogorov's limit).</summary>
    public required string Method { get; init; }

    /// <summary>The p-value adjusted over all tests of the table (Benjamini and Yekutieli).</summary>
    public double? PAdjusted { get; init; }

    /// <summary>The adjustment with the size of the family.</summary>
    public string? Adjustment { get; init; }
}
