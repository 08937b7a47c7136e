using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Embeddings and one attribute: how well can the attribute be read out of them.</summary>
public sealed record AttributeProbeRequest
{
    /// <summary>The embeddings, shape [n, d].</summary>
    public required FloatMatrix Embeddings { get; init; }

    /// <summary>The attribute, codes of n rows.</summary>
    public required Grouping Attribute { get; init; }

    /// <summary>The label, within whose classes the leakage is also measured, or null.</summary>
    public Grouping? Label { get; init; }

    /// <summary>Which rows train, choose and are judged.</summary>
    public required SampleSplits Splits { get; init; }

    /// <summary>The patient of every row as a code, shape [n], or null.</summary>
    public IReadOnlyList<int>? Units { get; init; }

    /// <summary>The probe.</summary>
    public Probe Probe { get; init; } = Probe.Logistic;

    /// <summary>The values to try, or empty: those of the probe.</summary>
    public IReadOnlyList<double> Grid { get; init; } = [];

    /// <summary>Whether columns are standardized over the training rows.</summary>
    public bool IsStandardized { get; init; } = true;

    /// <summary>The fewest patients of a group in training, and in test; smaller groups are left out by name.</summary>
    public int MinimumPatients { get; init; } = 10;

    /// <summary>Probes on attributes permuted between patients: what a probe finds where there is nothing; 0:
    /// none.</summary>
    public int Permutations { get; init; } = 5;

    /// <summary>Patient folds of the separability; 0: it is not measured.</summary>
    public int FoldCount { get; init; } = 5;

    /// <summary>The confidence level.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The seed of permutations and folds.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads, at least 1; the result does not depend on it.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;
}
