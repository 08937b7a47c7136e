using System.Numerics.Tensors;

namespace Isonomia.Adaptation;

/// <summary>Minimizes ½|W|² + C Σ w·(log-loss of the softmax of Wx + b), intercepts free, for a row of growing
/// C.</summary>
/// <remarks>
/// <para>Two classes have one output (the logistic loss), K ≥ 3 classes have K outputs, as in scikit-learn's
/// LogisticRegression(multi_class="multinomial").</para>
/// <para>Limited-memory BFGS (Liu and Nocedal, Math. Programming 45, 1989) whose starting metric is I + C·κ·XᵀX for
/// each output, the curvature bound of Böhning (Ann. Inst. Stat. Math. 44, 1992) with κ the present mean of p(1 −
/// p).</para>
/// <para>The objective is 1-strongly convex in W: the distance to the optimum is at most the gradient's norm, and the
/// objective is off by at most half its square. One reading of the data a trial step gives loss, slope and gradient
/// together.</para>
/// </remarks>
internal sealed class LogisticSolver
{
    private const int MaximumIterationCount = 1000;
    private const int MemoryLength = 12;
    private const double ObjectiveTolerance = 1e-6;

    private readonly StandardizedRows _rows;
    private readonly int[] _labels;
    private readonly double[] _weights;
    private readonly int _classCount;
    private readonly int _outputs;
    private readonly LinearPass _pass;
    private readonly CurvatureMetric _metric;
    private readonly double _totalWeight;

    // The present point: weights [outputs, d], then intercepts [outputs].
    private double[] _parameters;

    /// <summary>Sets a problem up.</summary>
    /// <param name="rows">The training rows.</param>
    /// <param name="labels">The class of every row, in [0, K); at least two classes occur.</param>
    /// <param name="weights">The weight of every row, ≥ 0.</param>
    /// <param name="classCount">K, at least 2.</param>
    /// <param name="threadCount">Threads; the result does not depend on it.</param>
    internal LogisticSolver(StandardizedRows rows, int[] labels, double[] weights, int classCount, int threadCount)
    {
        (_rows, _labels, _weights, _classCount) = (rows, labels, weights, classCount);
        _outputs = classCount == 2 ? 1 : classCount;
        _pass = new LinearPass(rows, _outputs, threadCount);
        _metric = new CurvatureMetric(rows, weights, threadCount);
        _totalWeight = weights.Sum();
        _parameters = new double[_outputs * (rows.Width + 1)];
        double[] sums = new double[classCount];
        for (int i = 0; i < labels.Length; i++)
        {
            sums[labels[i]] += weights[i];
        }

        // A class without a row would have the intercept −∞; it starts far down and stays finite by the penalty of W
        // alone.
        double[] logs =
            [.. sums.Select(sum => Math.Log(Math.Max(sum, 1e-3 * _totalWeight / classCount) / _totalWeight))];
        double mean = logs.Average();
        for (int k = 0; k < _outputs; k++)
        {
            _parameters[(_outputs * rows.Width) + k] = _outputs == 1 ? logs[1] - logs[0] : logs[k] - mean;
        }
    }

    /// <summary>The norm of the gradient at which the minimum counts as reached, relative to 1 + C Σ w.</summary>
    internal double Tolerance { get; init; } = 1e-10;

    internal static double Sigmoid(double margin) =>
        margin >= 0 ? 1 / (1 + Math.Exp(-margin)) : Math.Exp(margin) / (1 + Math.Exp(margin));

    /// <summary>Finds the minimum, starting from that of the call before.</summary>
    internal LogisticFit Fit(double c, CancellationToken cancellation = default)
    {
        double target = Tolerance * (1 + (c * _totalWeight));
        double[] gradient = new double[_parameters.Length];
        (double objective, int[] metrics, double[] curvatures) = Start(c, gradient);
        LimitedMemory memory = new(MemoryLength, vector => Precondition(c, vector, metrics, curvatures));
        (int iteration, int passes) = (0, 1);
        double norm = TensorPrimitives.Norm<double>(gradient);
        double[] next = new double[_parameters.Length];
        double[] nextGradient = new double[_parameters.Length];
        while (norm > target && iteration < MaximumIterationCount)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] direction = memory.Descend(gradient);
            double start = TensorPrimitives.Dot<double>(gradient, direction);
            (double low, double high, double step) = (0, double.PositiveInfinity, 1);
            (double lowSlope, double highSlope) = (start, 0);
            for (int trial = 0; trial < 40; trial++)
            {
                TensorPrimitives.MultiplyAdd(direction, step, _parameters, next);
                objective = Evaluate(c, next, nextGradient);
                passes++;
                double slope = TensorPrimitives.Dot<double>(nextGradient, direction);
                if (Math.Abs(slope) <= 0.9 * Math.Abs(start) || TensorPrimitives.Norm<double>(nextGradient) <= target)
                {
                    break;
                }

                // The slope along the line only grows: a secant between the two signs, or farther out while it is
                // negative.
                (low, lowSlope, high, highSlope) = slope > 0 ? (low, lowSlope, step, slope)
                    : (step, slope, high, highSlope);
                double secant = low + ((high - low) * lowSlope / (lowSlope - highSlope));
                step = double.IsInfinity(high) ? 4 * step
                    : Math.Clamp(secant, low + (0.1 * (high - low)), high - (0.1 * (high - low)));
            }

            memory.Remember(direction, step, gradient, nextGradient);
            (_parameters, next) = (next, _parameters);
            (gradient, nextGradient) = (nextGradient, gradient);
            norm = TensorPrimitives.Norm<double>(gradient);
            iteration++;
        }

        // Rounding can stop the descent above the target (columns that repeat each other): the objective is 1-strongly
        // convex, so that it is off by at most half the squared norm.
        bool isExact = norm <= target || 0.5 * norm * norm <= ObjectiveTolerance * objective;
        return Unscaled(objective, iteration, passes, norm, isExact);
    }

    private (double Objective, int[] Metrics, double[] Curvatures) Start(double c, double[] gradient)
    {
        double[] curvatures = new double[_outputs];
        double[][] byRow = [new double[_rows.Count * _outputs]];
        double objective =
            Evaluate(c, _parameters, gradient, (index, k, p) => byRow[0][(index * _outputs) + k] = p * (1 - p));
        for (int i = 0; i < _rows.Count; i++)
        {
            for (int k = 0; k < _outputs; k++)
            {
                curvatures[k] += _weights[i] * byRow[0][(i * _outputs) + k];
            }
        }

        for (int k = 0; k < _outputs; k++)
        {
            curvatures[k] = Math.Max(curvatures[k] / _totalWeight, 1e-6);
        }

        return (objective, [.. curvatures.Select(kappa => CurvatureMetric.Round(c * kappa))], curvatures);
    }

    private void Precondition(double c, Span<double> vector, int[] metrics, double[] curvatures)
    {
        int width = _rows.Width;
        for (int k = 0; k < _outputs; k++)
        {
            _metric.Apply(metrics[k], vector.Slice(k * width, width));
            vector[(_outputs * width) + k] /= c * curvatures[k] * _totalWeight;
        }
    }

    /// <summary>The objective and its gradient at a point, in one reading of the data.</summary>
    private double Evaluate(double c, double[] point, double[] gradient, Action<int, int, double>? see = null)
    {
        double loss = _pass.Run(point, _outputs == 1 ? Binary : Softmax, gradient);
        int count = _outputs * _rows.Width;
        TensorPrimitives.Multiply<double>(gradient, c, gradient);
        TensorPrimitives.Add(gradient.AsSpan(0, count), point.AsSpan(0, count), gradient.AsSpan(0, count));
        return (0.5 * TensorPrimitives.SumOfSquares<double>(point.AsSpan(0, count))) + (c * loss);

        double Binary(int index, Span<double> margins)
        {
            double margin = margins[0];
            double p = Sigmoid(margin);
            see?.Invoke(index, 0, p);
            double wrong = _labels[index] == 1 ? -margin : margin;
            margins[0] = _weights[index] * (p - _labels[index]);
            return _weights[index] * (Math.Max(wrong, 0) + Math.Log(1 + Math.Exp(-Math.Abs(wrong))));
        }

        double Softmax(int index, Span<double> margins)
        {
            double largest = TensorPrimitives.Max<double>(margins);
            double own = margins[_labels[index]] - largest;
            double sum = 0;
            foreach (ref double margin in margins)
            {
                margin = Math.Exp(margin - largest);
                sum += margin;
            }

            for (int k = 0; k < margins.Length; k++)
            {
                double p = margins[k] / sum;
                see?.Invoke(index, k, p);
                margins[k] = _weights[index] * (p - (k == _labels[index] ? 1 : 0));
            }

            return _weights[index] * (Math.Log(sum) - own);
        }
    }

    private LogisticFit Unscaled(double objective, int iterations, int passes, double norm, bool isConverged)
    {
        int width = _rows.Width;
        double[][] weights = new double[_outputs][];
        double[] intercepts = _parameters[(_outputs * width)..];

        // Adding one number to all intercepts changes no probability; they are given with mean zero.
        double mean = _outputs == 1 ? 0 : intercepts.Average();
        for (int k = 0; k < _outputs; k++)
        {
            weights[k] = new double[width];
            TensorPrimitives.Multiply(_parameters.AsSpan(k * width, width), _rows.Scales, weights[k]);
            intercepts[k] -= mean + TensorPrimitives.Dot<double>(weights[k], _rows.Means);
        }

        return new LogisticFit(weights, intercepts, objective, iterations, passes, norm, isConverged);
    }
}
