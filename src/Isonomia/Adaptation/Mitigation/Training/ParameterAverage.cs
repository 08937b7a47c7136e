using System.Numerics.Tensors;

namespace Isonomia.Adaptation;

/// <summary>The equal average of parameters, summed in double.</summary>
internal sealed class ParameterAverage
{
    private double[][]? _sums;
    private int _count;

    internal float[][] Value => [.. _sums!.Select(sum => sum.Select(value => (float)(value / _count)).ToArray())];

    internal void Add(float[][] parameters)
    {
        _sums ??= [.. parameters.Select(layer => new double[layer.Length])];
        _count++;
        for (int k = 0; k < parameters.Length; k++)
        {
            double[] wide = new double[parameters[k].Length];
            TensorPrimitives.ConvertTruncating<float, double>(parameters[k], wide);
            TensorPrimitives.Add<double>(_sums[k], wide, _sums[k]);
        }
    }
}
