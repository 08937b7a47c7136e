using System.Numerics.Tensors;

namespace Isonomia.Adaptation;

/// <summary>The two-loop recursion of limited-memory BFGS (Nocedal, Math. Comp. 35, 1980) over a given starting
/// metric.</summary>
/// <param name="length">How many steps are remembered.</param>
/// <param name="applyMetric">Multiplies a vector by the inverse of the starting metric, in place.</param>
internal sealed class LimitedMemory(int length, LimitedMemory.Metric applyMetric)
{
    private readonly List<(double[] Step, double[] Change, double Product)> _pairs = [];
    private double _scale = 1;

    internal delegate void Metric(Span<double> vector);

    /// <summary>Gives a direction of descent.</summary>
    internal double[] Descend(double[] gradient)
    {
        double[] direction = (double[])gradient.Clone();
        double[] alphas = new double[_pairs.Count];
        for (int k = _pairs.Count - 1; k >= 0; k--)
        {
            alphas[k] = TensorPrimitives.Dot<double>(_pairs[k].Step, direction) / _pairs[k].Product;
            TensorPrimitives.MultiplyAdd(_pairs[k].Change, -alphas[k], direction, direction);
        }

        applyMetric(direction);
        TensorPrimitives.Multiply(direction, _scale, direction);
        for (int k = 0; k < _pairs.Count; k++)
        {
            double beta = TensorPrimitives.Dot<double>(_pairs[k].Change, direction) / _pairs[k].Product;
            TensorPrimitives.MultiplyAdd(_pairs[k].Step, alphas[k] - beta, direction, direction);
        }

        TensorPrimitives.Negate(direction, direction);
        return direction;
    }

    /// <summary>Learns the curvature along a step; a step without positive curvature (rounding at the optimum) is
    /// forgotten.</summary>
    internal void Remember(double[] direction, double stepLength, double[] gradientBefore, double[] gradientAfter)
    {
        double[] step = new double[direction.Length];
        TensorPrimitives.Multiply(direction, stepLength, step);
        double[] change = new double[direction.Length];
        TensorPrimitives.Subtract(gradientAfter, gradientBefore, change);
        double product = TensorPrimitives.Dot<double>(step, change);
        double[] image = (double[])change.Clone();
        applyMetric(image);
        double energy = TensorPrimitives.Dot<double>(change, image);
        if (!(product > 0) || !(energy > 0))
        {
            return;
        }

        if (_pairs.Count == length)
        {
            _pairs.RemoveAt(0);
        }

        _pairs.Add((step, change, product));
        _scale = product / energy;
    }
}
