namespace Isonomia.Robustness;

/// <summary>What happens to a model and its gaps on the way from A to B.</summary>
public sealed record ShiftPair
{
    /// <summary>What A is called.</summary>
    public required string First { get; init; }

    /// <summary>What B is called.</summary>
    public required string Second { get; init; }

    /// <summary>Rows with a label in A.</summary>
    public required int FirstCount { get; init; }

    /// <summary>Rows with a label in B.</summary>
    public required int SecondCount { get; init; }

    /// <summary>The metric's id.</summary>
    public required string Metric { get; init; }

    /// <summary>The threshold of decisions at both places.</summary>
    public required double Threshold { get; init; }

    /// <summary>The metric over everybody, with its change.</summary>
    public required GroupShift Overall { get; init; }

    /// <summary>Groups and gaps, an attribute each.</summary>
    public required IReadOnlyList<AttributeShift> Attributes { get; init; }

    /// <summary>The tests in order: mix of attributes, prevalence within groups, scores and embeddings within label and
    /// group; one Benjamini–Yekutieli family.</summary>
    public required IReadOnlyList<ShiftTest> Tests { get; init; }

    /// <summary>Which shifts the tests show: <c>demographic_shift</c>, <c>prevalence_shift</c>, <c>covariate_shift</c>;
    /// with
    /// <c>compound_shift</c> where there are several, and then no single correction is claimed.</summary>
    public required IReadOnlyList<string> Present { get; init; }

    /// <summary>Decompositions of the change of accuracy and of the selection rate over label × attribute.</summary>
    public required IReadOnlyList<RateDecomposition> Decompositions { get; init; }

    /// <summary>How far the scores (and the embeddings) moved.</summary>
    public required ShiftDistances Distances { get; init; }
}
