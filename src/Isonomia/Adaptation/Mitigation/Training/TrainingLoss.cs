namespace Isonomia.Adaptation;

/// <summary>What a method minimizes; one object a run, which may keep a state (group weights, adversaries).</summary>
internal abstract class TrainingLoss
{
    /// <summary>How many outputs the head needs for so many classes and groups.</summary>
    internal virtual int OutputCount(int classCount, int groupCount) => classCount;

    /// <summary>How batches are drawn where the problem does not say.</summary>
    internal virtual BatchSampling Sampling => BatchSampling.Shuffled;

    /// <summary>Whether it is the mean over rows of their cross-entropy times their weight, so that a network may do it
    /// at once.</summary>
    internal bool IsPlain => GetType() == typeof(WeighingLoss);

    /// <summary>May change the standardized inputs of a batch before they run.</summary>
    /// <param name="rows">Rows of the problem.</param>
    /// <param name="inputs">Their inputs, shape [m, d].</param>
    internal virtual void PrepareInputs(int[] rows, float[] inputs)
    {
    }

    /// <summary>Computes the loss of a batch and adds its gradients.</summary>
    internal abstract double Evaluate(LossBatch batch);

    /// <summary>Is told that the step was taken.</summary>
    /// <returns>Whether the optimizer has to forget its moments.</returns>
    internal virtual bool AfterStep(LossBatch batch) => false;

    /// <summary>Writes down everything that steps change, or puts it back, so that a stopped training goes on with the
    /// same bytes.</summary>
    internal virtual void Visit(LossState state)
    {
    }

    /// <summary>The class probabilities of one row.</summary>
    internal virtual void Probabilities(ReadOnlySpan<float> outputs, Span<double> probabilities)
    {
        for (int k = 0; k < probabilities.Length; k++)
        {
            probabilities[k] = outputs[k];
        }

        Softmax.Apply(probabilities);
    }
}
