using MathNet.Numerics.LinearAlgebra;

namespace Isonomia.Documentation;

/// <summary>A small logistic regression with a ridge over yes-or-no facts, for telling who lacks a value.</summary>
internal static class LogisticModel
{
    private const int Iterations = 25;
    private const double Ridge = 1;

    /// <summary>Fits by Newton's method; the intercept, term 0, is not shrunk.</summary>
    /// <param name="facts">The terms that hold for each row, 0 always among them, ascending; null where a row is not
    /// used.</param>
    /// <param name="targets">0 or 1.</param>
    /// <param name="rows">The rows to use.</param>
    /// <param name="terms">How many terms there are.</param>
    internal static double[] Fit(int[]?[] facts, sbyte[] targets, IReadOnlyList<int> rows, int terms)
    {
        double[] weights = new double[terms];
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            double[,] hessian = new double[terms, terms];
            double[] gradient = new double[terms];
            foreach (int row in rows)
            {
                int[] held = facts[row]!;
                double p = Predict(weights, held);
                double w = Math.Max(1e-9, p * (1 - p));
                double residual = targets[row] - p;
                foreach (int i in held)
                {
                    gradient[i] += residual;
                    foreach (int j in held)
                    {
                        hessian[i, j] += w;
                    }
                }
            }

            for (int i = 0; i < terms; i++)
            {
                hessian[i, i] += i == 0 ? 1e-9 : Ridge;
                gradient[i] -= i == 0 ? 0 : Ridge * weights[i];
            }

            Vector<double> step = Matrix<double>.Build.DenseOfArray(hessian).Cholesky()
                .Solve(Vector<double>.Build.Dense(gradient));
            double largest = 0;
            for (int i = 0; i < terms; i++)
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

    internal static double Predict(double[] weights, int[] facts)
    {
        double sum = 0;
        foreach (int fact in facts)
        {
            sum += weights[fact];
        }

        return 1 / (1 + Math.Exp(-sum));
    }
}
