using System.Numerics.Tensors;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Dense layers with ReLU in between, trained by hand-written gradients.</summary>
/// <remarks>The head of a method (d → K, or d → 256 → K) and every discriminator and adversary are of this kind. Single
/// precision; the losses on its outputs are in double.</remarks>
internal sealed class DenseNetwork
{
    private readonly DenseLayer[] _layers;
    private readonly float[][] _outputs;
    private float[] _inputs = [];
    private int _rows;

    /// <param name="sizes">The width of the input, of every hidden layer and of the output.</param>
    /// <param name="random">The source of the first parameters.</param>
    internal DenseNetwork(IReadOnlyList<int> sizes, RandomSource random)
    {
        Sizes = sizes;
        _layers = [.. Enumerable.Range(0, sizes.Count - 1).Select(k => new DenseLayer(sizes[k], sizes[k + 1], random))];
        _outputs = new float[_layers.Length][];
        Array.Fill(_outputs, []);
    }

    internal IReadOnlyList<int> Sizes { get; }

    internal int OutputCount => Sizes[^1];

    /// <summary>The width of the last hidden layer; 0 for a linear head.</summary>
    internal int FeatureCount => _layers.Length > 1 ? Sizes[^2] : 0;

    internal IReadOnlyList<DenseLayer> Layers => _layers;

    /// <summary>The last hidden layer of the rows that ran last, after its ReLU, shape [m, features].</summary>
    internal ReadOnlySpan<float> Features => _layers.Length > 1
        ? _outputs[^2].AsSpan(0, _rows * FeatureCount) : [];

    /// <summary>Runs rows.</summary>
    /// <param name="inputs">Shape [m, d]; kept for <see cref="Backward"/>, so leave it as it is until then.</param>
    /// <param name="rows">m.</param>
    /// <returns>The outputs, shape [m, o], valid until the next run.</returns>
    internal ReadOnlySpan<float> Forward(float[] inputs, int rows)
    {
        (_inputs, _rows) = (inputs, rows);
        ReadOnlySpan<float> x = inputs.AsSpan(0, rows * Sizes[0]);
        for (int k = 0; k < _layers.Length; k++)
        {
            int length = rows * _layers[k].OutputCount;
            if (_outputs[k].Length < length)
            {
                _outputs[k] = new float[length];
            }

            Span<float> y = _outputs[k].AsSpan(0, length);
            _layers[k].Forward(x, y);
            if (k < _layers.Length - 1)
            {
                TensorPrimitives.Max(y, 0f, y);
            }

            x = y;
        }

        return x;
    }

    internal void ClearGradient()
    {
        foreach (DenseLayer layer in _layers)
        {
            Array.Clear(layer.Gradient);
        }
    }

    /// <summary>Adds gradients of the parameters for the rows that ran last.</summary>
    /// <param name="outputGradient">With respect to the outputs, shape [m, o].</param>
    /// <param name="featureGradient">More gradient with respect to the last hidden layer, shape [m, features], or
    /// empty.</param>
    /// <param name="inputGradient">Receives (is added) the gradient with respect to the inputs, or empty.</param>
    internal void Backward(
        ReadOnlySpan<double> outputGradient, ReadOnlySpan<double> featureGradient, Span<float> inputGradient = default)
    {
        float[] gradient = new float[outputGradient.Length];
        TensorPrimitives.ConvertTruncating<double, float>(outputGradient, gradient);
        for (int k = _layers.Length - 1; k >= 0; k--)
        {
            ReadOnlySpan<float> x = k > 0 ? _outputs[k - 1].AsSpan(0, _rows * _layers[k].InputCount)
                : _inputs.AsSpan(0, _rows * Sizes[0]);
            if (k == 0)
            {
                _layers[0].Backward(x, gradient, inputGradient);
                return;
            }

            float[] below = new float[x.Length];
            _layers[k].Backward(x, gradient, below);
            if (k == _layers.Length - 1)
            {
                for (int i = 0; i < featureGradient.Length; i++)
                {
                    below[i] += (float)featureGradient[i];
                }
            }

            for (int i = 0; i < below.Length; i++)
            {
                below[i] = x[i] > 0 ? below[i] : 0;
            }

            gradient = below;
        }
    }

    /// <summary>The Euclidean norm of all gradients.</summary>
    internal double GradientNorm()
    {
        double sum = 0;
        foreach (DenseLayer layer in _layers)
        {
            sum += TensorPrimitives.SumOfSquares<float>(layer.Gradient);
        }

        return Math.Sqrt(sum);
    }

    /// <summary>Copies all parameters out, or back in.</summary>
    internal float[][] Snapshot() => [.. _layers.Select(layer => (float[])layer.Parameters.Clone())];

    internal void Restore(float[][] parameters)
    {
        for (int k = 0; k < _layers.Length; k++)
        {
            parameters[k].CopyTo(_layers[k].Parameters, 0);
        }
    }
}
