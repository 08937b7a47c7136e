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
    private const int MaximumIterationCount = 20_000;
    private const int MemoryLength = 12;
    private const double WorstTolerance = 1e-9;

    /// <summary>After so many steps a loss that is exact to nine digits, by the bound of strong convexity, is
    /// enough.</summary>
    private const int PatientSteps = 1000;

    private readonly StandardizedRows _rows;
    private readonly int[] _labels;
    private readonly double[] _weights;
    private readonly int _classCount;
    private readonly int _outputs;
    private readonly LinearPass _pass;
    private readonly int _threadCount;
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
        _threadCount = threadCount;
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

    /// <summary>The share of the objective that may be left to gain where the minimum counts as reached.</summary>
    internal double Tolerance { get; init; } = 1e-15;

    internal static double Sigmoid(double margin) =>
        margin >= 0 ? 1 / (1 + Math.Exp(-margin)) : Math.Exp(margin) / (1 + Math.Exp(margin));

    /// <summary>Finds the minimum, starting from that of the call before.</summary>
    internal LogisticFit Fit(double c, CancellationToken cancellation = default)
    {
        double[] gradient = new double[_parameters.Length];
        (double objective, CurvatureMetric metric, double[] curvatures) = Start(c, gradient);
        LimitedMemory memory = new(MemoryLength, vector => Precondition(c, vector, metric, curvatures));
        (int iteration, int passes, bool isConverged) = (0, 1, false);
        double[] next = new double[_parameters.Length];
        double[] nextGradient = new double[_parameters.Length];
        while (iteration < MaximumIterationCount)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] direction = memory.Descend(gradient);
            double start = TensorPrimitives.Dot<double>(gradient, direction);
            isConverged = IsThere(-start / 2, gradient, objective, Tolerance)
                || (iteration >= PatientSteps && IsThere(double.MaxValue, gradient, objective, WorstTolerance));
            if (isConverged)
            {
                break;
            }

            (double low, double high, double step) = (0, double.PositiveInfinity, 1);
            (double lowSlope, double highSlope) = (start, 0);
            for (int trial = 0; trial < 40; trial++)
            {
                TensorPrimitives.MultiplyAdd(direction, step, _parameters, next);
                objective = Evaluate(c, next, nextGradient);
                passes++;
                double slope = TensorPrimitives.Dot<double>(nextGradient, direction);
                if (Math.Abs(slope) <= 0.9 * Math.Abs(start)
                    || IsThere(double.MaxValue, nextGradient, objective, Tolerance))
                {
                    break;
                }

                // The slope along the line only grows: a secant between the two signs, or farther out while it is
                // negative.
                (low, lowSlope, high, highSlope) =
                    slope > 0 ? (low, lowSlope, step, slope) : (step, slope, high, highSlope);
                double secant = low + ((high - low) * lowSlope / (lowSlope - highSlope));
                step = double.IsInfinity(high)
                    ? 4 * step
                    : Math.Clamp(secant, low + (0.1 * (high - low)), high - (0.1 * (high - low)));
            }

            memory.Remember(direction, step, gradient, nextGradient);
            (_parameters, next) = (next, _parameters);
            (gradient, nextGradient) = (nextGradient, gradient);
            iteration++;
        }

        return Unscaled(objective, iteration, passes, TensorPrimitives.Norm<double>(gradient), isConverged);
    }

    /// <summary>Whether the objective can fall no more than a share of itself: by the decrement that the metric and its
    /// memory tell, or by the bound ½|gradient|² of a 1-strongly convex function.</summary>
    private static bool IsThere(double decrement, double[] gradient, double objective, double tolerance) =>
        Math.Min(decrement, TensorPrimitives.SumOfSquares<double>(gradient) / 2) <= tolerance * objective;

    /// <summary>The metric at the present point: rows that are fitted already hardly curve the loss, so that every row
    /// counts by its p(1 − p), summed over the classes; a class has the mean of its own.</summary>
    private (double Objective, CurvatureMetric Metric, double[] Curvatures) Start(double c, double[] gradient)
    {
        double[] curvatures = new double[_outputs];
        double[] byRow = new double[_rows.Count * _outputs];
        double objective = Evaluate(
            c, _parameters, gradient, (index, k, p) => byRow[(index * _outputs) + k] = p * (1 - p));
        double[] rowWeights = new double[_rows.Count];
        for (int i = 0; i < _rows.Count; i++)
        {
            for (int k = 0; k < _outputs; k++)
            {
                double curvature = byRow[(i * _outputs) + k];
                curvatures[k] += _weights[i] * curvature;
                rowWeights[i] += _weights[i] * (curvature + 1e-6);
            }
        }

        for (int k = 0; k < _outputs; k++)
        {
            curvatures[k] = Math.Max(curvatures[k] / _totalWeight, 1e-6);
        }

        TensorPrimitives.Multiply(rowWeights, _totalWeight / TensorPrimitives.Sum<double>(rowWeights), rowWeights);
        return (objective, new CurvatureMetric(_rows, rowWeights, _threadCount), curvatures);
    }

    private void Precondition(double c, Span<double> vector, CurvatureMetric metric, double[] curvatures)
    {
        int width = _rows.Width;
        for (int k = 0; k < _outputs; k++)
        {
            metric.Apply(CurvatureMetric.Round(c * curvatures[k]), vector.Slice(k * width, width));
            vector[(_outputs * width) + k] /= c * curvatures[k] * _totalWeight;
        }

        Center(vector);
    }

    /// <summary>Takes the mean over the classes off: at the minimum the weights of all classes sum to zero, and a step
    /// that leaves that plane would be undone by the penalty alone, far more slowly than the metric believes.</summary>
    private void Center(Span<double> vector)
    {
        if (_outputs == 1)
        {
            return;
        }

        int width = _rows.Width;
        double[] mean = new double[width];
        double intercept = 0;
        for (int k = 0; k < _outputs; k++)
        {
            TensorPrimitives.Add(mean, vector.Slice(k * width, width), mean);
            intercept += vector[(_outputs * width) + k] / _outputs;
        }

        TensorPrimitives.Divide(mean, _outputs, mean);
        for (int k = 0; k < _outputs; k++)
        {
            Span<double> own = vector.Slice(k * width, width);
            TensorPrimitives.Subtract(own, mean, own);
            vector[(_outputs * width) + k] -= intercept;
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
