using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Embeddings with labels, and which rows train and which choose.</summary>
public sealed record ProbeRequest
{
    /// <summary>The embeddings, shape [n, d].</summary>
    public required FloatMatrix Embeddings { get; init; }

    /// <summary>The class of every row, in [0, K), or −1 where unknown, shape [n]; empty for regression.</summary>
    public IReadOnlyList<int> Classes { get; init; } = [];

    /// <summary>The names of the K classes, in the order of their codes; empty for regression.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>The number of every row for regression, NaN where unknown, shape [n]; otherwise empty.</summary>
    public IReadOnlyList<double> Targets { get; init; } = [];

    /// <summary>The rows that train; rows without a label are passed over.</summary>
    public required IReadOnlyList<int> TrainingRows { get; init; }

    /// <summary>The rows that choose the setting (and fit a calibrator); none of them trains. May be empty where the
    /// grid has one value.</summary>
    public required IReadOnlyList<int> ValidationRows { get; init; }

    /// <summary>The patient of every row as a code, shape [n], or null; no patient may train and choose.</summary>
    public IReadOnlyList<int>? Units { get; init; }

    /// <summary>The weight of every row, ≥ 0, shape [n], or null: one each.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>How classes weigh.</summary>
    public ClassWeighting ClassWeighting { get; init; }

    /// <summary>The kind of probe.</summary>
    public Probe Probe { get; init; } = Probe.Logistic;

    /// <summary>The values to try, or empty: those of the probe.</summary>
    public IReadOnlyList<double> Grid { get; init; } = [];

    /// <summary>The calibrator, fitted on the validation rows alone, or null.</summary>
    public Calibrator? Calibrator { get; init; }

    /// <summary>Whether columns are divided by their standard deviation over the training rows first.</summary>
    public bool IsStandardized { get; init; } = true;

    /// <summary>Threads, at least 1; the result does not depend on it.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;
}
