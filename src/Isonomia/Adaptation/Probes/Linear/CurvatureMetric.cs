using System.Numerics.Tensors;

namespace Isonomia.Adaptation;

/// <summary>Multiplies by the inverse of I + a·XᵀX, the curvature of an L2 linear problem at mean weight a of its
/// rows.</summary>
/// <remarks>
/// <para>A metric need not be exact to lead to the exact minimum: XᵀX is taken from at most eight rows a column, a is
/// rounded to a power of four, and above 2,048 columns (where there are as many rows) only the diagonal is used.</para>
/// <para>With fewer rows than columns, by Woodbury: (I + aZᵀZ)⁻¹ = I − aZᵀ(I + aZZᵀ)⁻¹Z.</para>
/// </remarks>
internal sealed class CurvatureMetric
{
    private const int RowsPerColumn = 8;
    private const int LargestFactor = 2048;

    private readonly int _width;
    private readonly int _threadCount;
    private readonly double[]? _gram;
    private readonly double[][]? _thin;
    private readonly double _diagonal;
    private readonly Dictionary<int, CholeskyFactor> _factors = [];

    internal CurvatureMetric(StandardizedRows rows, double[] weights, int threadCount)
    {
        _width = rows.Width;
        _threadCount = threadCount;
        if (rows.Count < rows.Width && rows.Count <= LargestFactor)
        {
            _thin = [.. Enumerable.Range(0, rows.Count).Select(i =>
            {
                double[] row = new double[rows.Width];
                rows.Fill(i, row);
                TensorPrimitives.Multiply(row, Math.Sqrt(weights[i]), row);
                return row;
            })];
            _gram = Products(_thin, threadCount);
        }
        else if (rows.Width <= LargestFactor)
        {
            _gram = rows.Gram(weights, RowsPerColumn * rows.Width, threadCount);
        }
        else
        {
            _diagonal = weights.Sum();
        }
    }

    /// <summary>The power of four nearest to a weight.</summary>
    internal static int Round(double weight) => (int)Math.Round(Math.Log2(Math.Max(weight, 1e-30)) / 2);

    /// <summary>Multiplies a vector by the inverse, in place.</summary>
    /// <param name="exponent">a = 4^exponent.</param>
    /// <param name="vector">The vector, shape [d].</param>
    internal void Apply(int exponent, Span<double> vector)
    {
        double a = Math.Pow(4, exponent);
        if (_gram is null)
        {
            TensorPrimitives.Divide(vector, 1 + (a * _diagonal), vector);
            return;
        }

        int size = _thin?.Length ?? _width;
        if (!_factors.TryGetValue(exponent, out CholeskyFactor? factor))
        {
            factor = _factors[exponent] = CholeskyFactor.OfRidge(_gram, size, a, 1, _threadCount);
        }

        if (_thin is null)
        {
            factor.Solve(vector);
            return;
        }

        double[] image = new double[size];
        for (int i = 0; i < size; i++)
        {
            image[i] = TensorPrimitives.Dot<double>(_thin[i], vector);
        }

        factor.Solve(image);
        for (int i = 0; i < size; i++)
        {
            TensorPrimitives.MultiplyAdd(_thin[i], -a * image[i], vector, vector);
        }
    }

    /// <summary>Z·Zᵀ, each entry a dot product of its own.</summary>
    internal static double[] Products(double[][] rows, int threadCount)
    {
        double[] products = new double[rows.Length * rows.Length];
        Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = threadCount }, i =>
        {
            for (int j = 0; j <= i; j++)
            {
                products[(i * rows.Length) + j] = products[(j * rows.Length) + i] =
                    TensorPrimitives.Dot<double>(rows[i], rows[j]);
            }
        });
        return products;
    }
}
