using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Isonomia.Numerics;

/// <summary>The directions in which rows of numbers vary most, and where every row lies along them.</summary>
/// <remarks>
/// <para>Columns are centered, not scaled. A component's sign is such that its largest absolute loading is positive (the first
/// of equals), so that two runs and two programs agree. Components of equal variance are determined up to rotation only.</para>
/// <para>Computed from the covariance matrix in double precision: by its full decomposition up to 128 columns, else by block
/// Krylov iteration with restarts to a residual of 10⁻¹⁰ of the largest variance. O(n d²) time, O(d²) memory; the result does
/// not depend on the number of threads.</para>
/// <para>Sources: Jolliffe, Principal Component Analysis, 2nd edition 2002, section 1.1; Musco and Musco, Randomized block
/// Krylov methods, NeurIPS 2015, algorithm 2; specification §11.10.</para>
/// </remarks>
/// <param name="Mean">The mean of every column, shape [d].</param>
/// <param name="Loadings">The unit vector of every component, shape [k][d].</param>
/// <param name="Variances">The variance (ddof 1) along every component, descending, shape [k].</param>
/// <param name="TotalVariance">The sum of the variances of all columns.</param>
public sealed record PrincipalComponents(
    IReadOnlyList<double> Mean, IReadOnlyList<double[]> Loadings, IReadOnlyList<double> Variances, double TotalVariance)
{
    /// <summary>The most columns that are decomposed: their covariance matrix takes half a gigabyte.</summary>
    public const int ColumnLimit = 8192;

    private const int DenseColumns = 128;
    private const int BlockRows = 256;
    private const int Extra = 6;
    private const int KrylovDepth = 12;
    private const int MaxRestarts = 200;
    private const double Residual = 1e-10;

    /// <summary>The variance of every component as a share of the total; empty where nothing varies.</summary>
    public IReadOnlyList<double> ExplainedShares =>
        TotalVariance > 0 ? [.. Variances.Select(variance => variance / TotalVariance)] : [];

    /// <summary>Finds the components.</summary>
    /// <param name="values">The rows, row-major, shape [n, d], all finite, at least two rows.</param>
    /// <param name="width">d, from 1 to <see cref="ColumnLimit"/>.</param>
    /// <param name="count">k, at least 1; fewer come back where rows or columns are fewer.</param>
    /// <returns>The components.</returns>
    /// <exception cref="ArgumentException">The values do not fill rows, or there are fewer than two.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The width or the count is out of range.</exception>
    public static PrincipalComponents Of(ReadOnlyMemory<float> values, int width, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, ColumnLimit);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (values.Length % width != 0 || values.Length / width < 2)
        {
            throw new ArgumentException(
                $"There are {values.Length} numbers for rows of {width}; expected at least two whole rows.", nameof(values));
        }

        int rows = values.Length / width;
        double[] mean = MeanOf(values.Span, width, rows);
        double[] covariance = Covariance(values, width, rows, mean);
        double total = Moments.Sum([.. Enumerable.Range(0, width).Select(i => covariance[(i * width) + i])]);
        int wanted = Math.Min(count, Math.Min(width, rows - 1));
        Matrix<double> matrix = Matrix<double>.Build.Dense(width, width, covariance);
        (double[] variances, double[][] vectors) = width <= DenseColumns
            ? Largest(matrix.Evd(Symmetricity.Symmetric), wanted)
            : Krylov(matrix, wanted);
        foreach (double[] vector in vectors)
        {
            Orient(vector);
        }

        return new PrincipalComponents(mean, vectors, [.. variances.Select(value => Math.Max(0, value))], total);
    }

    /// <summary>Where rows lie along a component: (x − mean) · loading.</summary>
    /// <param name="component">The component, from 0.</param>
    /// <param name="values">Rows of the same width, row-major, shape [n, d].</param>
    /// <returns>The coordinates, shape [n].</returns>
    public double[] Project(int component, ReadOnlySpan<float> values)
    {
        double[] loading = Loadings[component];
        double[] coordinates = new double[values.Length / loading.Length];
        for (int row = 0; row < coordinates.Length; row++)
        {
            ReadOnlySpan<float> own = values.Slice(row * loading.Length, loading.Length);
            double sum = 0;
            for (int i = 0; i < loading.Length; i++)
            {
                sum += (own[i] - Mean[i]) * loading[i];
            }

            coordinates[row] = sum;
        }

        return coordinates;
    }

    private static double[] MeanOf(ReadOnlySpan<float> values, int width, int rows)
    {
        double[] sums = new double[width];
        double[] rests = new double[width];
        for (int row = 0; row < rows; row++)
        {
            for (int i = 0; i < width; i++)
            {
                double value = values[(row * width) + i];
                double next = sums[i] + value;
                rests[i] += Math.Abs(sums[i]) >= Math.Abs(value) ? sums[i] - next + value : value - next + sums[i];
                sums[i] = next;
            }
        }

        return [.. sums.Zip(rests, (sum, rest) => (sum + rest) / rows)];
    }

    // Blocks of rows come one after another and each entry is summed by one thread, so that threads do not change the sums.
    private static double[] Covariance(ReadOnlyMemory<float> values, int width, int rows, double[] mean)
    {
        double[] sums = new double[width * width];
        double[] block = new double[width * BlockRows];
        for (int start = 0; start < rows; start += BlockRows)
        {
            int first = start;
            int count = Math.Min(BlockRows, rows - start);
            Array.Clear(block);
            Parallel.For(0, width, i =>
            {
                ReadOnlySpan<float> all = values.Span;
                for (int r = 0; r < count; r++)
                {
                    block[(i * BlockRows) + r] = all[((first + r) * width) + i] - mean[i];
                }
            });
            Parallel.For(0, width, i =>
            {
                for (int j = i; j < width; j++)
                {
                    sums[(i * width) + j] += Dot(block.AsSpan(i * BlockRows, BlockRows), block.AsSpan(j * BlockRows, BlockRows));
                }
            });
        }

        for (int i = 0; i < width; i++)
        {
            for (int j = i; j < width; j++)
            {
                sums[(i * width) + j] /= rows - 1;
                sums[(j * width) + i] = sums[(i * width) + j];
            }
        }

        return sums;
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        System.Numerics.Vector<double> sum = System.Numerics.Vector<double>.Zero;
        for (int i = 0; i < a.Length; i += System.Numerics.Vector<double>.Count)
        {
            sum += new System.Numerics.Vector<double>(a[i..]) * new System.Numerics.Vector<double>(b[i..]);
        }

        return System.Numerics.Vector.Sum(sum);
    }

    private static (double[] Values, double[][] Vectors) Largest(Evd<double> parts, int count)
    {
        int size = parts.EigenValues.Count;
        int[] places = [.. Enumerable.Range(0, size).OrderByDescending(i => parts.EigenValues[i].Real).Take(count)];
        return (
            Array.ConvertAll(places, i => parts.EigenValues[i].Real),
            Array.ConvertAll(places, i => parts.EigenVectors.Column(i).ToArray()));
    }

    private static (double[] Values, double[][] Vectors) Krylov(Matrix<double> matrix, int count)
    {
        int width = matrix.RowCount;
        int block = Math.Min(width, count + Extra);
        var random = RandomSource.For(0, "principal_components", 0);
        List<double[]> start = [.. Enumerable.Range(0, block).Select(_ => Enumerable.Range(0, width).Select(_ => random.NextDouble() - 0.5).ToArray())];
        for (int restart = 0; ; restart++)
        {
            List<double[]> basis = [];
            List<double[]> images = [];
            List<double[]> next = start;
            for (int depth = 0; depth < KrylovDepth && next.Count > 0 && basis.Count < width; depth++)
            {
                List<double[]> fresh = [.. next.Where(vector => Orthonormalize(vector, basis))];
                double[][] applied = new double[fresh.Count][];
                Parallel.For(0, fresh.Count, i => applied[i] = Apply(matrix, fresh[i]));
                images.AddRange(applied);
                next = [.. applied.Select(vector => (double[])vector.Clone())];
            }

            Matrix<double> small = Matrix<double>.Build.Dense(
                basis.Count, basis.Count, (i, j) => (Inner(basis[i], images[j]) + Inner(basis[j], images[i])) / 2);
            (double[] values, double[][] weights) = Largest(small.Evd(Symmetricity.Symmetric), Math.Min(block, basis.Count));
            List<double[]> vectors = [.. weights.Select(weight => Combine(basis, weight))];
            double worst = Enumerable.Range(0, Math.Min(count, values.Length))
                .Max(k => Distance(Combine(images, weights[k]), vectors[k], values[k]));
            if (worst <= Residual * Math.Max(values[0], double.Epsilon) || restart == MaxRestarts)
            {
                return (values[..Math.Min(count, values.Length)], [.. vectors.Take(count)]);
            }

            start = vectors;
        }
    }

    /// <summary>Takes the span of a basis out of a vector and adds the rest to it; false where nothing is left.</summary>
    private static bool Orthonormalize(double[] vector, List<double[]> basis)
    {
        double before = Math.Sqrt(Inner(vector, vector));
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (double[] other in basis)
            {
                double along = Inner(vector, other);
                for (int i = 0; i < vector.Length; i++)
                {
                    vector[i] -= along * other[i];
                }
            }
        }

        double length = Math.Sqrt(Inner(vector, vector));
        if (!(length > 1e-12 * before))
        {
            return false;
        }

        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] /= length;
        }

        basis.Add(vector);
        return true;
    }

    private static double[] Apply(Matrix<double> matrix, double[] vector) => (matrix * Vector<double>.Build.Dense(vector)).ToArray();

    private static double Inner(double[] a, double[] b) => System.Numerics.Tensors.TensorPrimitives.Dot<double>(a, b);

    private static double[] Combine(List<double[]> vectors, double[] weights)
    {
        double[] sum = new double[vectors[0].Length];
        for (int k = 0; k < vectors.Count; k++)
        {
            for (int i = 0; i < sum.Length; i++)
            {
                sum[i] += weights[k] * vectors[k][i];
            }
        }

        return sum;
    }

    private static double Distance(double[] image, double[] vector, double value)
    {
        double squares = 0;
        for (int i = 0; i < image.Length; i++)
        {
            double d = image[i] - (value * vector[i]);
            squares += d * d;
        }

        return Math.Sqrt(squares);
    }

    private static void Orient(double[] vector)
    {
        int largest = 0;
        for (int i = 1; i < vector.Length; i++)
        {
            largest = Math.Abs(vector[i]) > Math.Abs(vector[largest]) ? i : largest;
        }

        if (vector[largest] < 0)
        {
            for (int i = 0; i < vector.Length; i++)
            {
                vector[i] = -vector[i];
            }
        }
    }
}
