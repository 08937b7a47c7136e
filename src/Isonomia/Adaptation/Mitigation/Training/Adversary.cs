using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>A network that predicts the group from what the head shows, with its own optimizer; the head is given the
/// gradient that makes it fail.</summary>
/// <remarks>In a step the head's gradient is taken first, with the adversary as it is; then the adversary learns from
/// the same rows. Its products are in single precision.</remarks>
internal sealed class Adversary
{
    private readonly DenseNetwork _network;
    private readonly Optimizer _optimizer;

    internal Adversary(MitigationContext context, IReadOnlyList<int> sizes, string part = "adversary")
    {
        _network = new DenseNetwork(sizes, context.Random(part));
        _optimizer = new Optimizer(_network, HeadTrainer.SettingsOf(context.Options));
    }

    internal DenseNetwork Network => _network;

    internal int InputCount => _network.Sizes[0];

    internal int OutputCount => _network.OutputCount;

    /// <summary>Runs rows.</summary>
    /// <param name="inputs">Shape [m, inputs].</param>
    /// <returns>The outputs, shape [m, outputs].</returns>
    internal double[] Forward(double[] inputs)
    {
        float[] narrow = [.. inputs.Select(value => (float)value)];
        ReadOnlySpan<float> outputs = _network.Forward(narrow, inputs.Length / InputCount);
        double[] wide = new double[outputs.Length];
        for (int i = 0; i < wide.Length; i++)
        {
            wide[i] = outputs[i];
        }

        return wide;
    }

    /// <summary>The gradient with respect to the inputs that ran last; keeps the parameters' gradient for
    /// <see cref="Learn"/>.</summary>
    internal double[] Backward(double[] outputGradient)
    {
        _network.ClearGradient();
        float[] inputs = new float[outputGradient.Length / OutputCount * InputCount];
        _network.Backward(outputGradient, [], inputs);
        return [.. inputs.Select(value => (double)value)];
    }

    /// <summary>Writes down what it has learned, or puts it back.</summary>
    internal void Visit(LossState state, string name) => state.Visit(name, _network, _optimizer);

    /// <summary>Steps down its own loss.</summary>
    internal void Learn() => _optimizer.Step();
}
