using MathNet.Numerics.LinearAlgebra;

namespace Isonomia.Documentation;

/// <summary>A small logistic regression with a ridge, for telling who lacks a value from what is known.</summary>
internal static class LogisticModel
{
    private const int Iterations = 25;
    private const double Ridge = 1;

    /// <summary>Fits by Newton's method; the intercept, column 0, is not shrunk.</summary>
    /// <param name="features">Rows of features with a leading 1.</param>
    /// <param name="targets">0 or 1.</param>
    /// <param name="rows">The rows to use.</param>
    internal static double[] Fit(double[][] features, sbyte[] targets, IReadOnlyList<int> rows)
    {
        int width = features[0].Length;
        double[] weights = new double[width];
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            double[,] hessian = new double[width, width];
            double[] gradient = new double[width];
            foreach (int row in rows)
            {
                double[] x = features[row];
                double p = Predict(weights, x);
                double w = Math.Max(1e-9, p * (1 - p));
                double residual = targets[row] - p;
                for (int i = 0; i < width; i++)
                {
                    if (x[i] == 0)
                    {
                        continue;
                    }

                    gradient[i] += residual * x[i];
                    for (int j = 0; j <= i; j++)
                    {
                        hessian[i, j] += w * x[i] * x[j];
                    }
                }
            }

            for (int i = 0; i < width; i++)
            {
                for (int j = 0; j < i; j++)
                {
                    hessian[j, i] = hessian[i, j];
                }

                hessian[i, i] += i == 0 ? 1e-9 : Ridge;
                gradient[i] -= i == 0 ? 0 : Ridge * weights[i];
            }

            Vector<double> step = Matrix<double>.Build.DenseOfArray(hessian).Cholesky()
                .Solve(Vector<double>.Build.Dense(gradient));
            double largest = 0;
            for (int i = 0; i < width; i++)
            {
                double change = Math.Clamp(step[i], -5, 5);
                weights[i] += change;
                largest = Math.Max(largest, Math.Abs(change));
            }

            if (largest < 1e-8)
            {
                break;
            }
        }

        return weights;
    }

    internal static double Predict(double[] weights, double[] features)
    {
        double sum = 0;
        for (int i = 0; i < weights.Length; i++)
        {
            sum += weights[i] * features[i];
        }

        return 1 / (1 + Math.Exp(-sum));
    }
}
