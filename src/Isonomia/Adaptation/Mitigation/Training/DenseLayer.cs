using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Weights and biases of one layer with their gradients, one buffer each.</summary>
internal sealed class DenseLayer
{
    internal DenseLayer(int inputs, int outputs, RandomSource random)
    {
        (InputCount, OutputCount) = (inputs, outputs);
        Parameters = new float[(inputs + 1) * outputs];
        Gradient = new float[Parameters.Length];

        // As torch.nn.Linear: uniform within 1/√inputs, biases too.
        double bound = 1 / Math.Sqrt(inputs);
        for (int i = 0; i < Parameters.Length; i++)
        {
            Parameters[i] = (float)(((2 * random.NextDouble()) - 1) * bound);
        }
    }

    internal int InputCount { get; }

    internal int OutputCount { get; }

    /// <summary>Weights [o, d], then biases [o].</summary>
    internal float[] Parameters { get; }

    internal float[] Gradient { get; }

    internal Span<float> Weights => Parameters.AsSpan(0, InputCount * OutputCount);

    internal Span<float> Biases => Parameters.AsSpan(InputCount * OutputCount);

    internal void Forward(ReadOnlySpan<float> x, Span<float> y) =>
        MatrixKernels.RowsByRows(x, Weights, Biases, y, InputCount);

    /// <summary>Adds the gradient of the parameters, and of the inputs where asked for.</summary>
    internal void Backward(ReadOnlySpan<float> x, ReadOnlySpan<float> outputGradient, Span<float> inputGradient)
    {
        int m = outputGradient.Length / OutputCount;
        MatrixKernels.AddProducts(
            outputGradient, (OutputCount, m), (1, OutputCount), x, Gradient.AsSpan(0, Weights.Length), InputCount);
        Span<float> biases = Gradient.AsSpan(Weights.Length);
        for (int i = 0; i < m; i++)
        {
            for (int k = 0; k < OutputCount; k++)
            {
                biases[k] += outputGradient[(i * OutputCount) + k];
            }
        }

        if (!inputGradient.IsEmpty)
        {
            MatrixKernels.AddProducts(
                outputGradient, (m, OutputCount), (OutputCount, 1), Weights, inputGradient, InputCount);
        }
    }
}
