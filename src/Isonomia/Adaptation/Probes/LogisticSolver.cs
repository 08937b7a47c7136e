using System.Numerics.Tensors;

namespace Isonomia.Adaptation;

/// <summary>Minimizes ½|w|² + C Σ log(1 + exp(−y(w·x + b))), intercept free, for a row of growing C.</summary>
/// <remarks>
/// <para>Limited-memory BFGS (Liu and Nocedal, Math. Programming 45, 1989) whose starting metric is the factored matrix
/// I + C·κ·XᵀX, the curvature bound of Böhning (Ann. Inst. Stat. Math. 44, 1992) with κ the present mean of p(1 − p)
/// instead of ¼. The columns are centered inside, which leaves w as it is and frees the intercept from them.</para>
/// <para>The objective is 1-strongly convex in w: the distance to the optimum is at most the gradient's norm.</para>
/// <para>The line search needs no pass over X: margins are linear in the step.</para>
/// </remarks>
internal sealed class LogisticSolver
{
    private const int MaximumIterationCount = 1000;
    private const int MemoryLength = 10;
    private const double Tolerance = 1e-10;

    private readonly ColumnMatrix _x;
    private readonly double[] _labels;
    private readonly double[] _means;
    private readonly double[][] _gram;
    private readonly int _d;

    // The present point; index d of the parameter vectors is the intercept of the centered problem.
    private readonly double[] _parameters;
    private readonly double[] _margins;

    /// <summary>Takes over a matrix, whose columns it centers in place.</summary>
    /// <param name="x">The features, shape [n, d].</param>
    /// <param name="labels">0 or 1; both occur.</param>
    internal LogisticSolver(ColumnMatrix x, IReadOnlyList<sbyte> labels)
    {
        _x = x;
        _d = x.ColumnCount;
        _labels = [.. labels.Select(label => (double)label)];
        _means = new double[_d];
        for (int j = 0; j < _d; j++)
        {
            double[] column = x.Column(j);
            _means[j] = TensorPrimitives.Sum<double>(column) / column.Length;
            TensorPrimitives.Subtract(column, _means[j], column);
        }

        _gram = x.Gram();
        double share = _labels.Average();
        _parameters = new double[_d + 1];
        _parameters[_d] = Math.Log(share / (1 - share));
        _margins = new double[x.RowCount];
        Array.Fill(_margins, _parameters[_d]);
    }

    /// <summary>Finds the minimum, starting from that of the call before.</summary>
    internal LogisticFit Fit(double c)
    {
        double[] gradient = new double[_d + 1];
        double[] residuals = new double[_x.RowCount];
        double[] marginStep = new double[_x.RowCount];
        double curvature = Math.Max(MeanCurvature(), 1e-6);
        CholeskyFactor metric = CholeskyFactor.OfRidge(_gram, c * curvature);
        double interceptMetric = c * curvature * _x.RowCount;
        double target = Tolerance * (1 + (c * _x.RowCount));
        LimitedMemory memory = new(MemoryLength, vector =>
        {
            metric.Solve(vector[..^1]);
            vector[^1] /= interceptMetric;
        });

        Gradient(c, residuals, gradient);
        int iteration = 0;
        double norm = TensorPrimitives.Norm<double>(gradient);
        while (norm > target && iteration < MaximumIterationCount)
        {
            double[] direction = memory.Descend(gradient);
            _x.Times(direction[.._d], marginStep);
            TensorPrimitives.Add(marginStep, direction[_d], marginStep);
            double step = Step(c, direction, marginStep);
            double[] before = (double[])gradient.Clone();
            TensorPrimitives.MultiplyAdd(direction, step, _parameters, _parameters);
            TensorPrimitives.MultiplyAdd(marginStep, step, _margins, _margins);
            Gradient(c, residuals, gradient);
            memory.Remember(direction, step, before, gradient);
            norm = TensorPrimitives.Norm<double>(gradient);
            iteration++;
        }

        double[] weights = _parameters[.._d];
        double intercept = _parameters[_d] - TensorPrimitives.Dot<double>(weights, _means);
        return new LogisticFit(weights, intercept, iteration, norm, norm <= target);
    }

    internal static double Sigmoid(double margin) =>
        margin >= 0 ? 1 / (1 + Math.Exp(-margin)) : Math.Exp(margin) / (1 + Math.Exp(margin));

    private double MeanCurvature() => _margins.Average(margin => Sigmoid(margin) * Sigmoid(-margin));

    private void Gradient(double c, double[] residuals, double[] gradient)
    {
        for (int i = 0; i < residuals.Length; i++)
        {
            residuals[i] = c * (Sigmoid(_margins[i]) - _labels[i]);
        }

        _x.TransposeTimes(residuals, gradient);
        TensorPrimitives.Add(gradient.AsSpan(0, _d), _parameters.AsSpan(0, _d), gradient.AsSpan(0, _d));
        gradient[_d] = TensorPrimitives.Sum<double>(residuals);
    }

    /// <summary>Finds a step where the slope along the direction has shrunk to a half in size; the function is convex,
    /// so doubling and bisection on the sign of the slope get there. Slopes keep their digits where function values do
    /// not.</summary>
    private double Step(double c, double[] direction, double[] marginStep)
    {
        double start = Slope(0);
        (double low, double high, double step) = (0, double.PositiveInfinity, 1);
        for (int trial = 0; trial < 60; trial++)
        {
            double slope = Slope(step);
            if (Math.Abs(slope) <= 0.5 * Math.Abs(start))
            {
                break;
            }

            (low, high) = slope > 0 ? (low, step) : (step, high);
            step = double.IsInfinity(high) ? 2 * step : (low + high) / 2;
        }

        return step;

        double Slope(double t)
        {
            double sum = 0;
            for (int j = 0; j < _d; j++)
            {
                sum += direction[j] * (_parameters[j] + (t * direction[j]));
            }

            for (int i = 0; i < _margins.Length; i++)
            {
                sum += c * marginStep[i] * (Sigmoid(_margins[i] + (t * marginStep[i])) - _labels[i]);
            }

            return sum;
        }
    }
}
