using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>What the inference core is asked: which rows, groups and numbers, with every default already
/// resolved.</summary>
internal sealed record InferenceRequest
{
    /// <summary>The settings of the run: seed, replicates, permutations, levels, floors, margins, declared groups,
    /// waivers.</summary>
    public required AuditRequest Audit { get; init; }

    /// <summary>The table.</summary>
    public required PredictionTable Table { get; init; }

    /// <summary>The audited table rows, ascending, or null: all.</summary>
    public int[]? Rows { get; init; }

    /// <summary>Single attributes and crossings; codes of all table rows.</summary>
    public required IReadOnlyList<Grouping> Groupings { get; init; }

    /// <summary>The metrics; those that criteria read are added.</summary>
    public required IReadOnlyList<Metric> Metrics { get; init; }

    /// <summary>The aggregations, each of every metric over every grouping.</summary>
    public required IReadOnlyList<Disparity> Disparities { get; init; }

    /// <summary>The criteria with a verdict that counts, declared before the run.</summary>
    public IReadOnlyList<Criterion> Primary { get; init; } = [];

    /// <summary>The criteria that are shown only.</summary>
    public IReadOnlyList<Criterion> Exploratory { get; init; } = [];

    /// <summary>How a score becomes a decision.</summary>
    public DecisionRule Rule { get; init; } = DecisionRule.Default;

    /// <summary>A threshold for every table row where a policy differs by group, or null.</summary>
    public double[]? RowThresholds { get; init; }

    /// <summary>The validation rows that every replicate chooses its threshold on, or null: the threshold stays as it
    /// is.</summary>
    public ThresholdRefit? Refit { get; init; }

    /// <summary>For segmentation: numbers of every table row by column, NaN where undefined.</summary>
    public IReadOnlyDictionary<string, double[]> SegmentationScores { get; init; } = new Dictionary<string, double[]>();

    /// <summary>What a replicate draws.</summary>
    public BootstrapScheme Scheme { get; init; } = BootstrapScheme.Patient;

    /// <summary>Whether metric intervals come from formulas where there is one (Wilson, DeLong, Obuchowski) instead of
    /// BCa.</summary>
    public bool PrefersAnalyticIntervals { get; init; }

    /// <summary>Told the share of replicates done, or null.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>How many threads to use.</summary>
    internal int Threads => Audit.Threads > 0 ? Audit.Threads : Environment.ProcessorCount;
}
