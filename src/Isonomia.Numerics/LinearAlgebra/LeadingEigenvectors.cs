using System.Numerics.Tensors;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace Isonomia.Numerics;

/// <summary>The largest eigenvalues of a symmetric positive semidefinite matrix and their vectors.</summary>
/// <remarks>Block Krylov subspaces with full orthogonalization and Rayleigh–Ritz on the whole subspace (Golub and Van
/// Loan, Matrix Computations, 4th ed., §10.3.6; Musco and Musco, NeurIPS 2015), grown until the residuals vanish; at
/// worst the subspace is everything and the answer that of a dense solver. Start vectors come from a constant
/// seed.</remarks>
internal static class LeadingEigenvectors
{
    private const double Tolerance = 1e-13;
    private const int Guard = 4;
    private const int CheckEvery = 3;

    /// <summary>Finds them.</summary>
    /// <param name="matrix">The matrix, row-major, shape [d, d].</param>
    /// <param name="size">d.</param>
    /// <param name="count">How many, at most d.</param>
    /// <returns>Eigenvalues, descending, and unit eigenvectors.</returns>
    internal static (double[] Values, double[][] Vectors) Of(double[] matrix, int size, int count)
    {
        List<double[]> basis = [];
        List<double[]> images = [];
        RandomSource random = new(1);
        int width = Math.Min(size, count + Guard);
        double[][] block = [.. Enumerable.Range(0, width).Select(_ => Draw(random, size))];
        for (int step = 1; ; step++)
        {
            int before = basis.Count;
            foreach (double[] candidate in block)
            {
                Append(candidate, matrix, size, basis, images);
            }

            if (basis.Count == before && basis.Count < size)
            {
                // The subspace maps into itself; what lies outside it (a repeated eigenvalue) is reached from a new
                // start.
                block = [.. Enumerable.Range(0, Math.Min(width, size - basis.Count)).Select(_ => Draw(random, size))];
                continue;
            }

            block = [.. images.Skip(before).Select(image => (double[])image.Clone())];
            if (basis.Count >= Math.Min(size, count) && (step % CheckEvery == 0 || basis.Count == size)
                && Ritz(basis, images, count) is { } found && (found.IsConverged || basis.Count == size))
            {
                return (found.Values, found.Vectors);
            }
        }
    }

    private static double[] Draw(RandomSource random, int size) =>
        [.. Enumerable.Range(0, size).Select(_ => random.NextNormal())];

    private static void Append(double[] vector, double[] matrix, int size, List<double[]> basis, List<double[]> images)
    {
        double length = TensorPrimitives.Norm<double>(vector);
        if (basis.Count == size || !(length > 0))
        {
            return;
        }

        TensorPrimitives.Divide(vector, length, vector);
        double rest = 1;
        for (int pass = 0; pass < 2; pass++)
        {
            foreach (double[] other in basis)
            {
                TensorPrimitives.MultiplyAdd(other, -TensorPrimitives.Dot<double>(other, vector), vector, vector);
            }

            double norm = TensorPrimitives.Norm<double>(vector);
            rest *= norm;
            if (!(rest > 1e-13))
            {
                return;
            }

            TensorPrimitives.Divide(vector, norm, vector);
        }

        double[] image = new double[size];
        for (int i = 0; i < size; i++)
        {
            image[i] = TensorPrimitives.Dot<double>(matrix.AsSpan(i * size, size), vector);
        }

        basis.Add(vector);
        images.Add(image);
    }

    private static (double[] Values, double[][] Vectors, bool IsConverged) Ritz(
        List<double[]> basis, List<double[]> images, int count)
    {
        int m = basis.Count;
        Matrix<double> projected = Matrix<double>.Build.Dense(m, m);
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                projected[i, j] = projected[j, i] = TensorPrimitives.Dot<double>(basis[i], images[j]);
            }
        }

        Evd<double> small = projected.Evd(Symmetricity.Symmetric);
        double[] values = new double[count];
        double[][] vectors = new double[count][];
        bool isConverged = true;
        for (int k = 0; k < count; k++)
        {
            int column = m - 1 - k;
            values[k] = Math.Max(0, small.EigenValues[column].Real);
            double[] vector = new double[basis[0].Length];
            double[] image = new double[vector.Length];
            for (int i = 0; i < m; i++)
            {
                double share = small.EigenVectors[i, column];
                TensorPrimitives.MultiplyAdd(basis[i], share, vector, vector);
                TensorPrimitives.MultiplyAdd(images[i], share, image, image);
            }

            TensorPrimitives.MultiplyAdd(vector, -values[k], image, image);
            isConverged &= TensorPrimitives.Norm<double>(image) <= Tolerance * Math.Max(values[0],
                double.Epsilon) * Math.Sqrt(vector.Length);
            vectors[k] = vector;
        }

        return (values, vectors, isConverged);
    }
}
