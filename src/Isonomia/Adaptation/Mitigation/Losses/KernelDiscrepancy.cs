namespace Isonomia.Adaptation;

/// <summary>The squared maximum mean discrepancy of two sets of rows (V-statistic) with a sum of Gaussian
/// kernels, and its gradient.</summary>
/// <remarks>Kernels exp(−g·d²), g from 1e-3 to 1e3, as in DomainBed and SubpopBench; source: Li, Pan, Wang and Kot,
/// CVPR 2018.</remarks>
internal static class KernelDiscrepancy
{
    private static readonly double[] Gammas = [1e-3, 1e-2, 1e-1, 1, 10, 100, 1000];

    /// <summary>Adds weight × gradient and gives the discrepancy (without the weight).</summary>
    /// <param name="features">Shape [m, h].</param>
    /// <param name="width">h.</param>
    /// <param name="first">Rows of one set.</param>
    /// <param name="second">Rows of the other; a row may be in both.</param>
    /// <param name="weight">What the gradient is multiplied with.</param>
    /// <param name="gradient">Is added to, shape [m, h].</param>
    internal static double Add(
        double[] features, int width, int[] first, int[] second, double weight, double[] gradient) =>
        Part(features, width, first, first, 1.0 / ((double)first.Length * first.Length), weight, gradient)
        + Part(features, width, second, second, 1.0 / ((double)second.Length * second.Length), weight, gradient)
        + Part(features, width, first, second, -2.0 / ((double)first.Length * second.Length), weight, gradient);

    private static double Part(
        double[] features, int width, int[] a, int[] b, double factor, double weight, double[] gradient)
    {
        double sum = 0;
        double[] difference = new double[width];
        foreach (int i in a)
        {
            ReadOnlySpan<double> x = features.AsSpan(i * width, width);
            foreach (int j in b)
            {
                System.Numerics.Tensors.TensorPrimitives.Subtract(x, features.AsSpan(j * width, width), difference);
                double square = System.Numerics.Tensors.TensorPrimitives.SumOfSquares<double>(difference);
                double slope = 0;
                foreach (double gamma in Gammas)
                {
                    double k = Math.Exp(-gamma * square);
                    sum += k;
                    slope -= gamma * k;
                }

                if (i != j)
                {
                    double along = 2 * weight * factor * slope;
                    Span<double> gi = gradient.AsSpan(i * width, width);
                    Span<double> gj = gradient.AsSpan(j * width, width);
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(difference, along, gi, gi);
                    System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(difference, -along, gj, gj);
                }
            }
        }

        return factor * sum;
    }
}
