using System.Numerics.Tensors;

namespace Isonomia.Adaptation;

/// <summary>Turns gradients into steps: AdamW, or SGD with momentum, as PyTorch defines them.</summary>
/// <remarks>Source: Loshchilov and Hutter, ICLR 2019 (decoupled decay); Kingma and Ba, ICLR 2015 (β .9 and .999, ε
/// 1e-8); SGD adds decay to the gradient and starts the momentum at the first gradient.</remarks>
internal sealed class Optimizer
{
    private const double Beta1 = 0.9;
    private const double Beta2 = 0.999;
    private const double Epsilon = 1e-8;
    private const float Momentum = 0.9f;

    private readonly DenseNetwork _network;
    private readonly OptimizerSettings _settings;
    private readonly float[][] _first;
    private readonly float[][] _second;
    private readonly float[] _scratch;
    private int _step;

    internal Optimizer(DenseNetwork network, OptimizerSettings settings)
    {
        (_network, _settings) = (network, settings);
        _first = [.. network.Layers.Select(layer => new float[layer.Parameters.Length])];
        _second = [.. network.Layers.Select(layer => new float[layer.Parameters.Length])];
        _scratch = new float[network.Layers.Max(layer => layer.Parameters.Length)];
    }

    /// <summary>Forgets the moments, for methods whose objective changes at once.</summary>
    internal void Reset()
    {
        _step = 0;
        foreach (float[] moments in _first.Concat(_second))
        {
            Array.Clear(moments);
        }
    }

    /// <summary>Writes down the moments and the number of steps, or puts them back.</summary>
    internal void Visit(LossState state, string name)
    {
        state.Visit(name + ":step", ref _step);
        for (int k = 0; k < _first.Length; k++)
        {
            state.Visit($"{name}:first:{k}", _first[k]);
            state.Visit($"{name}:second:{k}", _second[k]);
        }
    }

    /// <summary>Clips the gradient by its norm and takes a step.</summary>
    /// <param name="rateShare">What the learning rate is multiplied with.</param>
    internal void Step(double rateShare = 1)
    {
        _step++;
        double norm = _network.GradientNorm();
        if (!double.IsFinite(norm))
        {
            throw new ProbeException(
                "The gradient is no longer finite; try a smaller learning rate (--learning-rate).");
        }

        float clip = _settings.ClippingNorm > 0 && norm > _settings.ClippingNorm
            ? (float)(_settings.ClippingNorm / norm) : 1;
        float rate = (float)(_settings.LearningRate * rateShare);
        for (int k = 0; k < _first.Length; k++)
        {
            float[] parameters = _network.Layers[k].Parameters;
            float[] gradient = _network.Layers[k].Gradient;
            if (clip < 1)
            {
                TensorPrimitives.Multiply(gradient, clip, gradient);
            }

            if (_settings.IsStochastic)
            {
                Stochastic(parameters, gradient, _first[k], rate);
            }
            else
            {
                Adam(parameters, gradient, _first[k], _second[k], rate);
            }
        }
    }

    private void Stochastic(float[] parameters, float[] gradient, float[] velocity, float rate)
    {
        TensorPrimitives.MultiplyAdd(parameters, (float)_settings.WeightDecay, gradient, gradient);
        if (_settings.HasMomentum)
        {
            TensorPrimitives.MultiplyAdd(velocity, _step == 1 ? 0 : Momentum, gradient, velocity);
            gradient = velocity;
        }

        TensorPrimitives.MultiplyAdd(gradient, -rate, parameters, parameters);
    }

    private void Adam(float[] parameters, float[] gradient, float[] first, float[] second, float rate)
    {
        Span<float> scratch = _scratch.AsSpan(0, parameters.Length);
        TensorPrimitives.Multiply(parameters, 1 - (rate * (float)_settings.WeightDecay), parameters);
        TensorPrimitives.Multiply(first, (float)Beta1, first);
        TensorPrimitives.MultiplyAdd(gradient, (float)(1 - Beta1), first, first);
        TensorPrimitives.Multiply(gradient, gradient, scratch);
        TensorPrimitives.Multiply(second, (float)Beta2, second);
        TensorPrimitives.MultiplyAdd(scratch, (float)(1 - Beta2), second, second);
        double bias1 = 1 - Math.Pow(Beta1, _step);
        double bias2 = Math.Sqrt(1 - Math.Pow(Beta2, _step));
        TensorPrimitives.Sqrt(second, scratch);
        TensorPrimitives.Multiply(scratch, (float)(1 / bias2), scratch);
        TensorPrimitives.Add(scratch, (float)Epsilon, scratch);
        TensorPrimitives.Divide(first, scratch, scratch);
        TensorPrimitives.MultiplyAdd(scratch, (float)(-rate / bias1), parameters, parameters);
    }
}

/// <summary>How steps are taken.</summary>
/// <param name="LearningRate">Above 0.</param>
/// <param name="WeightDecay">At least 0: decoupled (AdamW) or added to the gradient (SGD).</param>
/// <param name="ClippingNorm">The largest norm of a gradient; 0: any.</param>
/// <param name="IsStochastic">SGD instead of AdamW.</param>
/// <param name="HasMomentum">Whether SGD has a momentum of 0.9.</param>
internal sealed record OptimizerSettings(
    double LearningRate = 1e-3, double WeightDecay = 1e-4, double ClippingNorm = 5, bool IsStochastic = false,
    bool HasMomentum = true);
