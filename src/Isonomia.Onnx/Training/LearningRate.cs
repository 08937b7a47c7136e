namespace Isonomia.Onnx;

/// <summary>How the learning rate changes over the steps of a training.</summary>
public static class LearningRate
{
    /// <summary>Rises evenly over the first steps, then falls along half a cosine to zero.</summary>
    /// <remarks>Source: Loshchilov and Hutter, ICLR 2017, equation 5 without restarts.</remarks>
    /// <param name="highest">The highest rate, above 0.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="stepCount">Steps of the whole training, at least 1.</param>
    /// <param name="warmupCount">Steps of the rise, at least 0.</param>
    /// <returns>The rate.</returns>
    public static double Cosine(double highest, long step, long stepCount, long warmupCount = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(stepCount, 1);
        if (step < warmupCount)
        {
            return highest * (step + 1) / warmupCount;
        }

        double share = (double)(step - warmupCount) / Math.Max(1, stepCount - warmupCount);
        return highest * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(1, share)));
    }

    /// <summary>Multiplied by a factor every so many steps.</summary>
    /// <param name="first">The first rate, above 0.</param>
    /// <param name="step">The step, from 0.</param>
    /// <param name="every">Steps between two changes, at least 1.</param>
    /// <param name="factor">The factor.</param>
    /// <returns>The rate.</returns>
    public static double Stairs(double first, long step, long every, double factor = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        return first * Math.Pow(factor, step / every);
    }
}
