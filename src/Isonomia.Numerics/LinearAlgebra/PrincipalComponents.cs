using System.Numerics.Tensors;

namespace Isonomia.Numerics;

/// <summary>The directions along which rows of floats vary most, with the place of every row along them.</summary>
/// <remarks>
/// <para>Eigenvectors of the sample covariance (n − 1) of the centered rows; of the two signs of a direction the one
/// whose largest absolute loading is positive (the first one at a tie).</para>
/// <para>Cost: n·d²/2 multiply-adds for the covariance. Same input, same bits, for any number of threads.</para>
/// <para>Source: Jolliffe, Principal Component Analysis, 2nd ed. 2002; specification, fairness §11.10.</para>
/// </remarks>
public sealed class PrincipalComponents
{
    // Variance below this share of the first is rounding: the data do not vary in that direction.
    private const double Rank = 1e-14;

    private PrincipalComponents(double[] means, double[] variances, double[][] loadings, double totalVariance) =>
        (Means, Variances, Loadings, TotalVariance) = (means, variances, loadings, totalVariance);

    /// <summary>The mean that is taken off, shape [d].</summary>
    public IReadOnlyList<double> Means { get; }

    /// <summary>The variance along every direction, descending, shape [k].</summary>
    public IReadOnlyList<double> Variances { get; }

    /// <summary>The unit directions, shape [k][d].</summary>
    public IReadOnlyList<double[]> Loadings { get; }

    /// <summary>The variance over all directions.</summary>
    public double TotalVariance { get; }

    /// <summary>Finds the leading directions.</summary>
    /// <param name="matrix">The rows, shape [n, d], finite.</param>
    /// <param name="count">How many directions; fewer come back where the rows vary in fewer.</param>
    /// <param name="threadCount">Threads, at least 1; the result does not depend on it.</param>
    /// <returns>The directions.</returns>
    /// <exception cref="ArgumentException">There are fewer than two rows, or a number is not finite.</exception>
    public static PrincipalComponents Of(FloatMatrix matrix, int count, int threadCount = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        if (matrix.RowCount < 2)
        {
            throw new ArgumentException($"{matrix.RowCount} rows were given; principal components need two.",
                nameof(matrix));
        }

        if (matrix.FirstRowNotFinite() is int bad and >= 0)
        {
            throw new ArgumentException($"Row {bad} holds a number that is not finite.", nameof(matrix));
        }

        double[] means = SecondMoments.Means(matrix);
        double[] covariance = SecondMoments.Of(matrix, means, threadCount: threadCount);
        TensorPrimitives.Divide(covariance, matrix.RowCount - 1.0, covariance);
        double total = 0;
        for (int j = 0; j < matrix.Width; j++)
        {
            total += covariance[(j * matrix.Width) + j];
        }

        (double[] variances, double[][] loadings) =
            LeadingEigenvectors.Of(covariance, matrix.Width, Math.Min(count, matrix.Width));
        int kept = variances.Count(variance => variance > Rank * variances[0] && variance > 0);
        foreach (double[] loading in loadings)
        {
            int largest = TensorPrimitives.IndexOfMaxMagnitude<double>(loading);
            if (loading[largest] < 0)
            {
                TensorPrimitives.Negate(loading, loading);
            }
        }

        return new PrincipalComponents(means, variances[..kept], loadings[..kept], total);
    }

    /// <summary>Places rows along the directions.</summary>
    /// <param name="matrix">The rows, shape [n, d].</param>
    /// <returns>The scores, shape [k][n].</returns>
    /// <exception cref="ArgumentException">The width is another.</exception>
    public double[][] Scores(FloatMatrix matrix)
    {
        if (matrix.Width != Means.Count)
        {
            throw new ArgumentException(
                $"The rows are {matrix.Width} wide; the components were found in width {Means.Count}.", nameof(matrix));
        }

        double[][] scores = [.. Loadings.Select(_ => new double[matrix.RowCount])];
        double[] centered = new double[matrix.Width];
        for (int i = 0; i < matrix.RowCount; i++)
        {
            ReadOnlySpan<float> row = matrix.Row(i);
            for (int j = 0; j < centered.Length; j++)
            {
                centered[j] = row[j] - Means[j];
            }

            for (int k = 0; k < scores.Length; k++)
            {
                scores[k][i] = TensorPrimitives.Dot<double>(centered, Loadings[k]);
            }
        }

        return scores;
    }
}
