namespace Isonomia.Adaptation;

/// <summary>Σ v_i·ℓ_i with ℓ the cross-entropy (or another loss of a row) and weights v through which no gradient
/// flows; v = w/m is empirical risk minimization.</summary>
internal class WeighingLoss : TrainingLoss
{
    /// <inheritdoc/>
    internal override double Evaluate(LossBatch batch)
    {
        double[] gradients = new double[batch.Logits.Length];
        double[] losses = new double[batch.Count];
        int width = batch.ClassCount;
        for (int i = 0; i < batch.Count; i++)
        {
            losses[i] = batch.Weights[i] * RowLoss(
                batch.Logits.AsSpan(i * width, width), batch.Labels[i], gradients.AsSpan(i * width, width));
        }

        double[] weights = new double[batch.Count];
        double loss = Weigh(batch, losses, weights);
        for (int i = 0; i < gradients.Length; i++)
        {
            batch.LogitGradient[i] += weights[i / width] * batch.Weights[i / width] * gradients[i];
        }

        return loss;
    }

    /// <summary>The loss of one row and its gradient.</summary>
    internal virtual double RowLoss(ReadOnlySpan<double> logits, int label, Span<double> gradient) =>
        CrossEntropyRows.Row(logits, label, gradient);

    /// <summary>Chooses the weights of the rows.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="losses">The losses of the rows, times their own weights.</param>
    /// <param name="weights">Receives v.</param>
    /// <returns>The loss to report.</returns>
    internal virtual double Weigh(LossBatch batch, double[] losses, double[] weights)
    {
        Array.Fill(weights, 1.0 / losses.Length);
        return losses.Sum() / losses.Length;
    }
}
