using System.Numerics.Tensors;

namespace Isonomia.Adaptation;

/// <summary>ℓ1 logistic regression on standardized embeddings: ‖w‖₁ + C Σ log-loss, intercept free.</summary>
/// <remarks>FISTA (Beck and Teboulle, SIAM J. Imaging Sciences 2, 2009) with restarts; the standardization (statistics
/// of the fitted rows) is folded into the weights.</remarks>
internal sealed class SparseLogistic(double[] weights, double intercept)
{
    private const int StepCount = 500;

    internal double[] Weights => weights;

    internal double Intercept => intercept;

    internal static SparseLogistic Fit(MitigationProblem problem, int[] rows, double c)
    {
        StandardizedRows standard = StandardizedRows.Of(problem.Embeddings, rows, scale: true);
        int d = standard.Width;
        double[][] x = [.. rows.Select((_, i) =>
        {
            double[] row = new double[d + 1];
            standard.Fill(i, row.AsSpan(0, d));
            row[d] = 1;
            return row;
        })];
        double[] y = [.. rows.Select(row => (double)problem.Labels[row])];

        // λ_max(XᵀX) ≤ its largest absolute row sum over the rows' Gram matrix.
        double lipschitz = c / 4 * x.Max(a => x.Sum(b => Math.Abs(TensorPrimitives.Dot<double>(a, b))));
        double step = 1 / lipschitz;
        double[] w = new double[d + 1];
        double[] point = new double[d + 1];
        double[] gradient = new double[d + 1];
        double momentum = 1;
        for (int iteration = 0; iteration < StepCount; iteration++)
        {
            Array.Clear(gradient);
            for (int i = 0; i < x.Length; i++)
            {
                double p = LogisticSolver.Sigmoid(TensorPrimitives.Dot<double>(x[i], point));
                TensorPrimitives.MultiplyAdd<double>(x[i], c * (p - y[i]), gradient, gradient);
            }

            double[] next = new double[d + 1];
            for (int j = 0; j <= d; j++)
            {
                double moved = point[j] - (step * gradient[j]);
                next[j] = j == d ? moved : Math.Sign(moved) * Math.Max(Math.Abs(moved) - step, 0);
            }

            double change = 0;
            double uphill = 0;
            for (int j = 0; j <= d; j++)
            {
                change += (next[j] - w[j]) * (next[j] - w[j]);
                uphill += (point[j] - next[j]) * (next[j] - w[j]);
            }

            double grown = uphill > 0 ? 1 : (1 + Math.Sqrt(1 + (4 * momentum * momentum))) / 2;
            double pull = uphill > 0 ? 0 : (momentum - 1) / grown;
            for (int j = 0; j <= d; j++)
            {
                point[j] = next[j] + (pull * (next[j] - w[j]));
            }

            (w, momentum) = (next, grown);
            if (change < 1e-16 * TensorPrimitives.SumOfSquares<double>(w))
            {
                break;
            }
        }

        double[] weights = new double[d];
        double intercept = w[d];
        for (int j = 0; j < d; j++)
        {
            weights[j] = w[j] * standard.Scales[j];
            intercept -= weights[j] * standard.Means[j];
        }

        return new SparseLogistic(weights, intercept);
    }

    internal double Score(ReadOnlySpan<float> row)
    {
        double sum = intercept;
        for (int j = 0; j < row.Length; j++)
        {
            sum += weights[j] * row[j];
        }

        return LogisticSolver.Sigmoid(sum);
    }
}
