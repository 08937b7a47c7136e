using System.Numerics.Tensors;

namespace Isonomia.Adaptation;

/// <summary>Finds a minimum of a smooth function by limited-memory BFGS with halving steps.</summary>
/// <remarks>Steps meet Armijo's condition (Nocedal and Wright, Numerical Optimization, §3.1 and algorithm
/// 7.5).</remarks>
internal static class SmoothMinimizer
{
    private const int Memory = 20;

    /// <summary>A function: fills the gradient, gives the value.</summary>
    internal delegate double Function(double[] at, double[] gradient);

    /// <summary>Goes down from a start until no step lowers the value or the gradient is small.</summary>
    /// <param name="function">The function.</param>
    /// <param name="start">Where to start; is left as it is.</param>
    /// <param name="iterations">Steps at most.</param>
    /// <param name="tolerance">The largest gradient component, relative to max(1, |value|), at which it ends.</param>
    /// <param name="cancellation">Stops between two steps.</param>
    /// <returns>The lowest point, its value, and whether the gradient became small there.</returns>
    internal static (double[] Point, double Value, bool IsConverged) Minimize(
        Function function, double[] start, int iterations, double tolerance, CancellationToken cancellation)
    {
        double[] point = (double[])start.Clone();
        double[] gradient = new double[point.Length];
        double value = function(point, gradient);
        LimitedMemory memory = new(Memory, static _ => { });
        for (int iteration = 0; iteration < iterations; iteration++)
        {
            cancellation.ThrowIfCancellationRequested();
            double steepest = Math.Abs(TensorPrimitives.MaxMagnitude<double>(gradient));
            if (steepest <= tolerance * Math.Max(1, Math.Abs(value)))
            {
                return (point, value, true);
            }

            double[] direction = memory.Descend(gradient);
            double slope = TensorPrimitives.Dot<double>(direction, gradient);
            double length = iteration == 0 ? Math.Min(1, 1 / steepest) : 1;
            double[] next = new double[point.Length];
            double[] nextGradient = new double[point.Length];
            double nextValue = double.NaN;
            bool isLower = false;
            for (int halving = 0; halving < 50 && slope < 0 && !isLower; halving++)
            {
                TensorPrimitives.MultiplyAdd(direction, length, point, next);
                Array.Clear(nextGradient);
                nextValue = function(next, nextGradient);
                isLower = nextValue <= value + (1e-4 * length * slope);
                length = isLower ? length : length / 2;
            }

            if (!isLower)
            {
                return (point, value, false);
            }

            memory.Remember(direction, length, gradient, nextGradient);
            (point, gradient, value) = (next, nextGradient, nextValue);
        }

        return (point, value, false);
    }
}
