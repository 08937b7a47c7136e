namespace Isonomia.Adaptation;

/// <summary>A cohort with embeddings: how do performance and gaps change with the share of labels.</summary>
public sealed record EfficiencyRequest
{
    /// <summary>The cohort with its attributes and splits, and the embeddings.</summary>
    public required EmbeddedCohortSource Source { get; init; }

    /// <summary>The label column.</summary>
    public required string Label { get; init; }

    /// <summary>The value of the label that is positive, or null: 0/1 as they are.</summary>
    public string? Positive { get; init; }

    /// <summary>Shares of the training patients, in (0, 1], ascending.</summary>
    public IReadOnlyList<double> Fractions { get; init; } = [0.01, 0.05, 0.1, 0.25, 0.5, 1];

    /// <summary>How many nested sequences of subsets are drawn; at least 5 for a report.</summary>
    public int SeedCount { get; init; } = 5;

    /// <summary>The metric's id, or null: <c>auroc</c>, for several classes <c>auroc@ovr_macro</c>.</summary>
    public string? Metric { get; init; }

    /// <summary>The value to be reached, or null: that of all labels less the tolerance.</summary>
    public double? Target { get; init; }

    /// <summary>How far below the value of all labels the default target lies.</summary>
    public double TargetTolerance { get; init; } = 0.02;

    /// <summary>The probe's id.</summary>
    public string Probe { get; init; } = "logistic";

    /// <summary>Bootstrap replicates of verdicts and slopes.</summary>
    public int Replicates { get; init; } = 500;

    /// <summary>The confidence level.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The seed of every draw.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; 0: one for each core. The result does not depend on it.</summary>
    public int Threads { get; init; }
}
