namespace Isonomia.Adaptation;

/// <summary>The mean cross-entropy plus a penalty.</summary>
internal abstract class PenalizedLoss : WeighingLoss
{
    /// <inheritdoc/>
    internal override double Evaluate(LossBatch batch) => base.Evaluate(batch) + Penalty(batch);

    /// <summary>Computes the penalty, its weight included, and adds its gradients to the batch.</summary>
    internal abstract double Penalty(LossBatch batch);

    /// <summary>The rows of every group that has one, as positions in the batch.</summary>
    internal static int[][] GroupRows(LossBatch batch) => [.. Enumerable.Range(0, batch.GroupCount)
        .Select(g => Enumerable.Range(0, batch.Count).Where(i => batch.Groups[i] == g).ToArray())
        .Where(rows => rows.Length > 0)];
}
