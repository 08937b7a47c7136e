using System.Numerics.Tensors;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Minimizes Σ w (y − Wx − b)² + α|W|², intercepts free, for several targets and several α.</summary>
/// <remarks>Hoerl and Kennard, Technometrics 12(1), 1970; the objective is that of scikit-learn's Ridge. The normal
/// equations are summed once; with fewer rows than columns their dual is solved.</remarks>
internal sealed class RidgeSolver
{
    private readonly double[] _scales;
    private readonly double[] _means;
    private readonly double[] _targetMeans;
    private readonly double[][] _moments;
    private readonly double[] _gram;
    private readonly double[][]? _thin;
    private readonly int _threadCount;

    /// <summary>Sums the normal equations.</summary>
    /// <param name="matrix">The embeddings.</param>
    /// <param name="rows">The training rows.</param>
    /// <param name="weights">A weight for each of them.</param>
    /// <param name="targets">Targets of each of them, shape [outputs][n].</param>
    /// <param name="scale">Whether columns are divided by their standard deviation first.</param>
    /// <param name="threadCount">Threads; the result does not depend on it.</param>
    internal RidgeSolver(
        FloatMatrix matrix, int[] rows, double[] weights, double[][] targets, bool scale, int threadCount)
    {
        _threadCount = threadCount;
        _scales = StandardizedRows.Of(matrix, rows, scale).Scales;
        _means = SecondMoments.Means(matrix, rows, weights);
        double total = weights.Sum();
        _targetMeans = [.. targets.Select(y => TensorPrimitives.Dot<double>(y, weights) / total)];
        bool isThin = rows.Length < matrix.Width;
        _moments = [.. targets.Select(_ => new double[isThin ? rows.Length : matrix.Width])];
        double[][] thin = new double[isThin ? rows.Length : 0][];
        double[] row = new double[matrix.Width];
        for (int i = 0; i < rows.Length; i++)
        {
            Fill(matrix.Row(rows[i]), row);
            for (int k = 0; k < targets.Length; k++)
            {
                double residual = weights[i] * (targets[k][i] - _targetMeans[k]);
                if (isThin)
                {
                    _moments[k][i] = weights[i] > 0 ? residual / Math.Sqrt(weights[i]) : 0;
                }
                else
                {
                    TensorPrimitives.MultiplyAdd(row, residual, _moments[k], _moments[k]);
                }
            }

            if (isThin)
            {
                thin[i] = (double[])row.Clone();
                TensorPrimitives.Multiply(thin[i], Math.Sqrt(weights[i]), thin[i]);
            }
        }

        _thin = isThin ? thin : null;
        _gram = isThin ? CurvatureMetric.Products(thin, threadCount) : Gram(matrix, rows, weights);
    }

    /// <summary>Solves for one α.</summary>
    /// <returns>Weights in the units of the embeddings, shape [outputs][d], and intercepts.</returns>
    internal (double[][] Weights, double[] Intercepts) Solve(double alpha)
    {
        int size = _moments[0].Length;
        CholeskyFactor factor = CholeskyFactor.OfRidge(_gram, size, 1, alpha, _threadCount);
        double[][] weights = new double[_moments.Length][];
        double[] intercepts = new double[_moments.Length];
        for (int k = 0; k < weights.Length; k++)
        {
            double[] solution = (double[])_moments[k].Clone();
            factor.Solve(solution);
            if (_thin is not null)
            {
                double[] image = new double[_means.Length];
                for (int i = 0; i < solution.Length; i++)
                {
                    TensorPrimitives.MultiplyAdd(_thin[i], solution[i], image, image);
                }

                solution = image;
            }

            TensorPrimitives.Multiply(solution, _scales, solution);
            weights[k] = solution;
            intercepts[k] = _targetMeans[k] - TensorPrimitives.Dot<double>(solution, _means);
        }

        return (weights, intercepts);
    }

    private void Fill(ReadOnlySpan<float> row, double[] target)
    {
        for (int j = 0; j < target.Length; j++)
        {
            target[j] = (row[j] - _means[j]) * _scales[j];
        }
    }

    private double[] Gram(FloatMatrix matrix, int[] rows, double[] weights)
    {
        double[] gram = SecondMoments.Of(matrix, _means, rows, weights, _threadCount);
        for (int i = 0; i < _scales.Length; i++)
        {
            for (int j = 0; j < _scales.Length; j++)
            {
                gram[(i * _scales.Length) + j] *= _scales[i] * _scales[j];
            }
        }

        return gram;
    }
}
