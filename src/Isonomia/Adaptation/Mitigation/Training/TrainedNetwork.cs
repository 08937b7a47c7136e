namespace Isonomia.Adaptation;

/// <summary>A network under training, as trainers and losses see it: a head on stored embeddings, or a model with its
/// head.</summary>
internal abstract class TrainedNetwork : IDisposable
{
    /// <summary>Rows of the problem that it can run.</summary>
    internal abstract int RowCount { get; }

    /// <summary>Rows that are run at once where nothing is trained.</summary>
    internal abstract int ChunkSize { get; }

    /// <summary>The hidden layer of the rows that ran last, after its ReLU, shape [m, h]; empty for a linear head.
    /// </summary>
    internal abstract ReadOnlySpan<float> Features { get; }

    /// <summary>What the head stands on for the rows that ran last: standardized embeddings, shape [m, d] at least.
    /// </summary>
    internal abstract float[] Standardized { get; }

    /// <summary>Whether it classifies by prompts alone before its first step.</summary>
    internal virtual bool StartsZeroShot => false;

    /// <summary>Copies the inputs of rows side by side.</summary>
    /// <param name="rows">Rows of the problem, at most a chunk or a batch.</param>
    /// <param name="target">Is used again where it is long enough.</param>
    internal abstract float[] Gather(ReadOnlySpan<int> rows, float[] target);

    /// <summary>Runs inputs.</summary>
    /// <returns>The outputs, shape [m, o], valid until the next run.</returns>
    internal abstract ReadOnlySpan<float> Forward(float[] inputs, int rows);

    /// <summary>Runs inputs as the step to come does: what drops in training drops.</summary>
    /// <returns>The outputs, shape [m, o], valid until the next run.</returns>
    internal virtual ReadOnlySpan<float> ForwardInTraining(float[] inputs, int rows) => Forward(inputs, rows);

    /// <summary>Takes the gradients of a batch that has just run.</summary>
    internal abstract void Backward(LossBatch batch);

    /// <summary>Steps down the gradient.</summary>
    /// <param name="rateShare">What the learning rate is multiplied with.</param>
    internal abstract void Step(double rateShare);

    /// <summary>Makes a step of cross-entropy on inputs at once, where that is cheaper.</summary>
    /// <param name="inputs">The inputs of a batch.</param>
    /// <param name="labels">The labels of its rows.</param>
    /// <param name="weights">The weights of its rows: the loss is the mean of weight times cross-entropy.</param>
    /// <param name="rateShare">What the learning rate is multiplied with.</param>
    /// <returns>The loss before the step; null where it has to be done in parts.</returns>
    internal virtual double? PlainStep(float[] inputs, int[] labels, double[] weights, double rateShare) => null;

    /// <summary>Forgets the optimizer's moments.</summary>
    internal abstract void Forget();

    /// <summary>Copies all parameters out, or back in.</summary>
    internal abstract float[][] Snapshot();

    internal abstract void Restore(float[][] parameters);

    /// <summary>Moves the parameters up the gradient that was taken last.</summary>
    internal abstract void Perturb(StepRule rule);

    /// <inheritdoc/>
    public virtual void Dispose()
    {
    }
}
