using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The weighted counts of true class against predicted class in one group.</summary>
public sealed class ConfusionMatrix
{
    private readonly double[] _cells;
    private readonly double[] _labelWeights;
    private readonly double[] _decisionWeights;

    private ConfusionMatrix(int classCount, double[] cells)
    {
        ClassCount = classCount;
        _cells = cells;
        _labelWeights = new double[classCount];
        _decisionWeights = new double[classCount];
        for (int label = 0; label < classCount; label++)
        {
            for (int decision = 0; decision < classCount; decision++)
            {
                _labelWeights[label] += this[label, decision];
                _decisionWeights[decision] += this[label, decision];
            }
        }

        Weight = _labelWeights.Sum();
    }

    /// <summary>How many classes there are, K.</summary>
    public int ClassCount { get; }

    /// <summary>The weight of all rows.</summary>
    public double Weight { get; }

    /// <summary>The weight of the rows of one class that were predicted as one class.</summary>
    /// <param name="label">The true class, in [0, K).</param>
    /// <param name="decision">The predicted class, in [0, K).</param>
    public double this[int label, int decision] => _cells[(label * ClassCount) + decision];

    /// <summary>The classes without a row in the group; a macro mean over the others is partial.</summary>
    public IReadOnlyList<int> MissingClasses => [.. Enumerable.Range(0, ClassCount).Where(k => _labelWeights[k] == 0)];

    /// <summary>Counts the rows of a group.</summary>
    /// <param name="rows">The rows.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or a class is outside [0, K).</exception>
    public static ConfusionMatrix Of(in MulticlassRows rows) =>
        Of(rows.ClassCount, rows.Labels, rows.Decisions, rows.Weights);

    /// <summary>Counts true and predicted classes.</summary>
    /// <param name="classCount">How many classes there are, at least 1.</param>
    /// <param name="labels">The true classes, shape [n].</param>
    /// <param name="decisions">The predicted classes, shape [n].</param>
    /// <param name="weights">The weights ≥ 0, shape [n], or empty: all 1.</param>
    /// <returns>The matrix.</returns>
    /// <exception cref="ArgumentException">The spans differ in length, or a class is outside [0, K).</exception>
    public static ConfusionMatrix Of(
        int classCount, ReadOnlySpan<int> labels, ReadOnlySpan<int> decisions, ReadOnlySpan<double> weights = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        if (decisions.Length != labels.Length || (!weights.IsEmpty && weights.Length != labels.Length))
        {
            throw new ArgumentException(
                $"There are {labels.Length} labels, {decisions.Length} decisions and {weights.Length} weights; each "
                    + "row needs one of each.");
        }

        double[] cells = new double[classCount * classCount];
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classCount || (uint)decisions[i] >= (uint)classCount)
            {
                throw new ArgumentException($"Row {i} has a class outside 0 to {classCount - 1}.");
            }

            cells[(labels[i] * classCount) + decisions[i]] += weights.IsEmpty ? 1 : weights[i];
        }

        return new ConfusionMatrix(classCount, cells);
    }

    /// <summary>The weight of the rows of a class.</summary>
    /// <param name="k">The class.</param>
    /// <returns>The weight, at least 0.</returns>
    public double LabelWeight(int k) => _labelWeights[k];

    /// <summary>The weight of the rows predicted as a class.</summary>
    /// <param name="k">The class.</param>
    /// <returns>The weight, at least 0.</returns>
    public double DecisionWeight(int k) => _decisionWeights[k];

    /// <summary>The share of a class that was predicted as a class, P(ŷ = j | y = i).</summary>
    /// <param name="label">The true class i.</param>
    /// <param name="decision">The predicted class j.</param>
    /// <returns>A value in [0, 1]; undefined where the class is absent (missing_class).</returns>
    public Statistic Rate(int label, int decision) =>
        Statistic.Ratio(this[label, decision], _labelWeights[label], UndefinedReason.MissingClass);

    /// <summary>The true positive rate of a class against the rest.</summary>
    /// <param name="k">The class.</param>
    /// <returns>A value in [0, 1]; undefined where the class is absent (missing_class).</returns>
    public Statistic Recall(int k) => Rate(k, k);

    /// <summary>The false positive rate of a class against the rest.</summary>
    /// <param name="k">The class.</param>
    /// <returns>A value in [0, 1]; undefined where no row of another class exists (no_negatives).</returns>
    public Statistic FalsePositiveRate(int k) => Statistic.Ratio(
        _decisionWeights[k] - this[k, k],
        Weight - _labelWeights[k],
        Weight == 0 ? UndefinedReason.EmptyGroup : UndefinedReason.NoNegatives);

    /// <summary>The share of rows predicted as a class.</summary>
    /// <param name="k">The class.</param>
    /// <returns>A value in [0, 1]; undefined without rows (empty_group).</returns>
    public Statistic SelectionRate(int k) => Statistic.Ratio(_decisionWeights[k], Weight, UndefinedReason.EmptyGroup);

    /// <summary>The share of the rows predicted as a class that belong to it.</summary>
    /// <param name="k">The class.</param>
    /// <returns>A value in [0, 1]; undefined where the class was never predicted (no_predicted_positives).</returns>
    public Statistic Precision(int k) =>
        Statistic.Ratio(this[k, k], _decisionWeights[k], UndefinedReason.NoPredictedPositives);

    /// <summary>The F1 score of a class against the rest.</summary>
    /// <param name="k">The class.</param>
    /// <returns>A value in [0, 1]; undefined where the class is absent (missing_class).</returns>
    public Statistic F1(int k) => _labelWeights[k] == 0
        ? UndefinedReason.MissingClass
        : 2 * this[k, k] / (_labelWeights[k] + _decisionWeights[k]);
}
