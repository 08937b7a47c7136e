namespace Isonomia.Adaptation;

/// <summary>The cross-entropy of every row with its gradient, in double.</summary>
internal static class CrossEntropyRows
{
    /// <summary>Computes the losses and the gradients of each row's own loss.</summary>
    /// <param name="logits">Shape [m, K].</param>
    /// <param name="labels">Shape [m].</param>
    /// <param name="classCount">K.</param>
    /// <param name="gradients">Receives softmax − one-hot, shape [m, K].</param>
    /// <returns>The losses, shape [m].</returns>
    internal static double[] Of(
        ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, int classCount, Span<double> gradients)
    {
        double[] losses = new double[labels.Length];
        for (int i = 0; i < labels.Length; i++)
        {
            losses[i] = Row(
                logits.Slice(i * classCount, classCount), labels[i], gradients.Slice(i * classCount, classCount));
        }

        return losses;
    }

    /// <summary>The loss of one row.</summary>
    internal static double Row(ReadOnlySpan<double> logits, int label, Span<double> gradient)
    {
        double largest = double.NegativeInfinity;
        foreach (double logit in logits)
        {
            largest = Math.Max(largest, logit);
        }

        double sum = 0;
        for (int k = 0; k < logits.Length; k++)
        {
            gradient[k] = Math.Exp(logits[k] - largest);
            sum += gradient[k];
        }

        for (int k = 0; k < logits.Length; k++)
        {
            gradient[k] /= sum;
        }

        gradient[label] -= 1;
        return Math.Log(sum) - (logits[label] - largest);
    }
}
