namespace Isonomia.Datasets;

/// <summary>What was to be predicted and what was predicted; one case a task.</summary>
public abstract record Outcome
{
    private Outcome()
    {
    }

    /// <summary>The id of the task, for example <c>binary</c>.</summary>
    public abstract string Task { get; }

    /// <summary>A binary label with one score.</summary>
    /// <param name="Labels">1, 0, or -1 where the label is unknown, shape [n].</param>
    /// <param name="Scores">Any real number, larger means more likely positive; NaN where missing, shape [n].</param>
    /// <param name="PositiveLabel">What the positive class is called in the table.</param>
    public sealed record Binary(sbyte[] Labels, double[] Scores, string PositiveLabel) : Outcome
    {
        /// <inheritdoc/>
        public override string Task => "binary";
    }

    /// <summary>One of several classes with a score for each.</summary>
    /// <param name="Classes">The class names in the order of the score columns, K of them.</param>
    /// <param name="Labels">The index of the true class, or -1 where unknown, shape [n].</param>
    /// <param name="Scores">Row-major scores, shape [n, K].</param>
    public sealed record Multiclass(IReadOnlyList<string> Classes, int[] Labels, double[] Scores) : Outcome
    {
        /// <inheritdoc/>
        public override string Task => "multiclass";
    }

    /// <summary>Several binary labels, each with its own score.</summary>
    /// <param name="Names">The label names, L of them.</param>
    /// <param name="Labels">For every label the values of all rows (1, 0, -1 unknown), shape [L][n].</param>
    /// <param name="Scores">For every label the scores of all rows, shape [L][n].</param>
    public sealed record Multilabel(IReadOnlyList<string> Names, sbyte[][] Labels, double[][] Scores) : Outcome
    {
        /// <inheritdoc/>
        public override string Task => "multilabel";
    }

    /// <summary>A real target with a prediction.</summary>
    /// <param name="Targets">The true value, NaN where unknown, shape [n].</param>
    /// <param name="Predictions">The predicted value, NaN where missing, shape [n].</param>
    public sealed record Regression(double[] Targets, double[] Predictions) : Outcome
    {
        /// <inheritdoc/>
        public override string Task => "regression";
    }

    /// <summary>A pair of masks for every row, by path; scored before the audit.</summary>
    /// <param name="ReferencePaths">The reference mask of every row, shape [n].</param>
    /// <param name="PredictionPaths">The predicted mask of every row, shape [n].</param>
    public sealed record Segmentation(string[] ReferencePaths, string[] PredictionPaths) : Outcome
    {
        /// <inheritdoc/>
        public override string Task => "segmentation";
    }
}
