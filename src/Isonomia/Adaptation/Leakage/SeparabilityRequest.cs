using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Embeddings, an attribute, and folds by patient: how well held-out patients can be told apart.</summary>
public sealed record SeparabilityRequest
{
    /// <summary>The embeddings, shape [n, d].</summary>
    public required FloatMatrix Embeddings { get; init; }

    /// <summary>The attribute, codes of n rows.</summary>
    public required Grouping Attribute { get; init; }

    /// <summary>The fold of every row, from 0, shape [n]; rows of one patient are in one fold.</summary>
    public required IReadOnlyList<int> Folds { get; init; }

    /// <summary>The patient of every row as a code, shape [n], or null.</summary>
    public IReadOnlyList<int>? Units { get; init; }

    /// <summary>The probe.</summary>
    public Probe Probe { get; init; } = Probe.Logistic;

    /// <summary>The one setting of the probe, for example C.</summary>
    public double Setting { get; init; } = 1;

    /// <summary>Whether columns are standardized over each training part.</summary>
    public bool IsStandardized { get; init; } = true;

    /// <summary>The confidence level.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Threads, at least 1; the result does not depend on it.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;
}
