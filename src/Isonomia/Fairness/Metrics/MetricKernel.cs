using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>How a metric is computed; one case for each form of outcome.</summary>
public abstract record MetricKernel
{
    private MetricKernel()
    {
    }

    /// <summary>The id of the task, as in <see cref="Isonomia.Datasets.Outcome.Task"/>.</summary>
    public abstract string Task { get; }

    /// <summary>From the sufficient statistics of a group: cheap in a resample, the form to prefer.</summary>
    /// <param name="Compute">The function.</param>
    public sealed record OfBinarySummary(BinarySummaryFunction Compute) : MetricKernel
    {
        /// <inheritdoc/>
        public override string Task => "binary";
    }

    /// <summary>From the rows of a group in ascending order of score.</summary>
    /// <param name="Compute">The function.</param>
    public sealed record OfBinaryRows(BinaryRowsFunction Compute) : MetricKernel
    {
        /// <inheritdoc/>
        public override string Task => "binary";
    }

    /// <summary>From class scores and true classes.</summary>
    /// <param name="Compute">The function.</param>
    public sealed record OfMulticlassRows(MulticlassRowsFunction Compute) : MetricKernel
    {
        /// <inheritdoc/>
        public override string Task => "multiclass";
    }

    /// <summary>From targets and predictions.</summary>
    /// <param name="Compute">The function.</param>
    public sealed record OfRegressionRows(RegressionRowsFunction Compute) : MetricKernel
    {
        /// <inheritdoc/>
        public override string Task => "regression";
    }

    /// <summary>From several masked labels at once (the metrics of one label are the binary ones).</summary>
    /// <param name="Compute">The function.</param>
    public sealed record OfMultilabelRows(MultilabelRowsFunction Compute) : MetricKernel
    {
        /// <inheritdoc/>
        public override string Task => "multilabel";
    }

    /// <summary>
    /// From one number a row that was computed beforehand, for example the Dice coefficient of a pair of masks.
    /// </summary>
    /// <param name="Column">Which number.</param>
    /// <param name="Compute">The summary over the rows where it is defined.</param>
    public sealed record OfSegmentationScores(string Column, ValueRowsFunction Compute) : MetricKernel
    {
        /// <inheritdoc/>
        public override string Task => "segmentation";
    }
}

/// <summary>Computes a metric from the sufficient statistics of a group.</summary>
/// <param name="summary">The sufficient statistics.</param>
/// <returns>The value, or why there is none.</returns>
public delegate Statistic BinarySummaryFunction(in BinarySummary summary);

/// <summary>Computes a metric from the rows of a group.</summary>
/// <param name="rows">The rows in ascending order of score.</param>
/// <returns>The value, or why there is none.</returns>
public delegate Statistic BinaryRowsFunction(in BinaryRows rows);

/// <summary>Computes a metric from class scores.</summary>
/// <param name="rows">The rows.</param>
/// <returns>The value, or why there is none.</returns>
public delegate Statistic MulticlassRowsFunction(in MulticlassRows rows);

/// <summary>Computes a metric from targets and predictions.</summary>
/// <param name="rows">The rows.</param>
/// <returns>The value, or why there is none.</returns>
public delegate Statistic RegressionRowsFunction(in RegressionRows rows);

/// <summary>Computes a metric from several labels.</summary>
/// <param name="rows">The rows.</param>
/// <returns>The value, or why there is none.</returns>
public delegate Statistic MultilabelRowsFunction(in MultilabelRows rows);

/// <summary>Computes a metric from one number a row.</summary>
/// <param name="values">The numbers, NaN where undefined, shape [n].</param>
/// <param name="weights">The weights ≥ 0, shape [n].</param>
/// <returns>The value, or why there is none.</returns>
public delegate Statistic ValueRowsFunction(ReadOnlySpan<double> values, ReadOnlySpan<double> weights);
