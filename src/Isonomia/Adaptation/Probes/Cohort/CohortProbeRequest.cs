namespace Isonomia.Adaptation;

/// <summary>From a cohort with embeddings to a table of predictions that an audit reads.</summary>
public sealed record CohortProbeRequest
{
    /// <summary>The cohort with its splits, and the embeddings.</summary>
    public required EmbeddedCohortSource Source { get; init; }

    /// <summary>The label column.</summary>
    public required string Label { get; init; }

    /// <summary>The value of the label that is positive (all others are negative), or null: every value is a class, 0/1
    /// as they are.</summary>
    public string? Positive { get; init; }

    /// <summary>Whether the label is a number to predict.</summary>
    public bool IsRegression { get; init; }

    /// <summary>The probe's id.</summary>
    public string Probe { get; init; } = "logistic";

    /// <summary>The values to try, or empty: those of the probe.</summary>
    public IReadOnlyList<double> Grid { get; init; } = [];

    /// <summary>The calibrator's id, or null.</summary>
    public string? Calibrator { get; init; }

    /// <summary>How classes weigh.</summary>
    public ClassWeighting ClassWeighting { get; init; }

    /// <summary>A column of sampling weights for training, or null.</summary>
    public string? Weight { get; init; }

    /// <summary>Only so many patients of each class train (one row of each, drawn by seed), or null: all.</summary>
    public int? Shots { get; init; }

    /// <summary>The share of the training patients that keep their label, in (0, 1], drawn by seed within every class;
    /// smaller shares lie within larger ones.</summary>
    public double LabelShare { get; init; } = 1;

    /// <summary>Whether a column <c>proxy</c> with clusters of the embeddings is added.</summary>
    public bool HasProxyGroups { get; init; }

    /// <summary>The number of proxy groups, or null: by silhouette.</summary>
    public int? ProxyGroupCount { get; init; }

    /// <summary>The folder for <c>predictions.csv</c> (or <c>.parquet</c>) and <c>probe.json</c>.</summary>
    public required string OutputFolder { get; init; }

    /// <summary>Whether predictions are written as Parquet instead of CSV.</summary>
    public bool IsParquet { get; init; }

    /// <summary>The confidence level of the AUROC intervals shown.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The seed of every draw.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads; 0: one for each core. The result does not depend on it.</summary>
    public int Threads { get; init; }
}
