using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>Which models to compare, on what and by which metric; the defaults are those of the specification,
/// §22.</summary>
public sealed record ComparisonRequest
{
    /// <summary>The table and the roles of its columns; <see cref="PredictionRequest.Model"/> names the models, or says
    /// that every file is one.</summary>
    public required PredictionRequest Predictions { get; init; }

    /// <summary>The column that tells the training runs (seeds) of one model apart, or null: one run a model.</summary>
    public string? SeedColumn { get; init; }

    /// <summary>The column that names the data set of a row, or null: one data set.</summary>
    public string? DatasetColumn { get; init; }

    /// <summary>The id of the metric, or null: the first of the task's defaults (binary: <c>auroc</c>).</summary>
    public string? Metric { get; init; }

    /// <summary>The threshold policy of metrics that need a decision, for example <c>0.5</c> or
    /// <c>specificity_at_least(0.9)</c>: chosen for every run of every model on its own validation rows, else
    /// cross-fitted by patient; never on the compared rows.
    /// </summary>
    public string Threshold { get; init; } = "0.5";

    /// <summary>The value of the split column whose rows models are chosen on, or null: choices are made on the
    /// compared rows and flagged <c>oracle_selection</c>.</summary>
    public string? ValidationSplit { get; init; }

    /// <summary>The value of the split column whose rows are compared, or null: all rows; required with a validation
    /// split.</summary>
    public string? TestSplit { get; init; }

    /// <summary>The model the others are compared with for levelling down, or null: none.</summary>
    public string? Baseline { get; init; }

    /// <summary>The tolerance τ of the levelling-down labels, at least 0.</summary>
    public double Tolerance { get; init; } = 0.005;

    /// <summary>The largest gap that the rule <c>gap_constrained</c> admits, or null: the rule is not used.</summary>
    public double? GapLimit { get; init; }

    /// <summary>The confidence level of every interval, in (0, 1).</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>The level of every test, in (0, 1).</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>Bootstrap replicates; 0 computes no intervals and leaves the levelling-down labels to the point
    /// values.</summary>
    public int Replicates { get; init; } = 2000;

    /// <summary>The seed of the resampling.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The fewest positives, negatives and patients of a group that is compared.</summary>
    public GroupFloors Floors { get; init; } = new();

    /// <summary>The largest share of undefined replicates an interval may rest on.</summary>
    public double MaxUndefinedShare { get; init; } = 0.05;

    /// <summary>How many threads to use; 0: one for each core. The result does not depend on it.</summary>
    public int Threads { get; init; }
}
