using System.Numerics.Tensors;

namespace Isonomia.Adaptation;

/// <summary>Logistic regression whose decisions tell little about the group: −log-likelihood + η·R + ½C‖w‖².</summary>
/// <remarks>R = Σ_i Σ_y P(y|x_i) ln(P(y|s_i)/P(y)), P(y|s) and P(y) means of the model's probabilities. Since Σ over
/// the rows of s of P(y|x_i) is n_s·P(y|s), its derivative by p_i is the log odds of P(1|s_i) minus those of
/// P(1).</remarks>
internal sealed class PrejudiceRegression
{
    private readonly StandardizedInputs _inputs;
    private readonly MitigationProblem _problem;
    private readonly int[] _rows;
    private readonly int[] _groups;
    private readonly int _modelCount;
    private readonly int _width;
    private readonly double _eta;
    private readonly double _penalty;

    /// <param name="problem">The rows; those without a group do not train.</param>
    /// <param name="isShared">Whether all groups have the same weights.</param>
    /// <param name="eta">η.</param>
    /// <param name="penalty">C.</param>
    internal PrejudiceRegression(MitigationProblem problem, bool isShared, double eta, double penalty)
    {
        (_problem, _eta, _penalty) = (problem, eta, penalty);
        _inputs = StandardizedInputs.Of(problem.Embeddings, problem.Training);
        _rows = [.. problem.Training.Where(row => problem.Groups[row] >= 0)];
        _groups = [.. _rows.Select(row => problem.Groups[row])];
        _modelCount = isShared ? 1 : problem.GroupNames.Count;
        _width = _inputs.Width + 1;
    }

    internal int ParameterCount => _modelCount * _width;

    /// <summary>R of probabilities of label 1, and its derivative by each of them.</summary>
    internal static double Index(double[] p, int[] groups, int groupCount, double[] gradient)
    {
        double[] sums = new double[groupCount];
        double[] counts = new double[groupCount];
        for (int i = 0; i < p.Length; i++)
        {
            sums[groups[i]] += p[i];
            counts[groups[i]]++;
        }

        double all = Within(sums.Sum() / p.Length);
        double[] slopes = new double[groupCount];
        double index = 0;
        for (int g = 0; g < groupCount; g++)
        {
            if (counts[g] > 0)
            {
                double own = Within(sums[g] / counts[g]);
                index += counts[g] * ((own * Math.Log(own / all)) + ((1 - own) * Math.Log((1 - own) / (1 - all))));
                slopes[g] = Math.Log(own / all) - Math.Log((1 - own) / (1 - all));
            }
        }

        for (int i = 0; i < p.Length; i++)
        {
            gradient[i] = slopes[groups[i]];
        }

        return index;

        static double Within(double mean) => Math.Clamp(mean, 1e-12, 1 - 1e-12);
    }

    /// <summary>The objective; the gradient is written.</summary>
    internal double Evaluate(double[] parameters, double[] gradient)
    {
        double[] p = new double[_rows.Length];
        double[] slopes = new double[_rows.Length];
        double value = 0;
        for (int i = 0; i < _rows.Length; i++)
        {
            double margin = Margin(parameters, ModelOf(_groups[i]), _rows[i]);
            double weight = _problem.Weights[_rows[i]];
            int y = _problem.Labels[_rows[i]];
            p[i] = LogisticSolver.Sigmoid(margin);
            value += weight * (Math.Max(margin, 0) + Math.Log(1 + Math.Exp(-Math.Abs(margin))) - (y * margin));
            slopes[i] = weight * (p[i] - y);
        }

        double[] ofIndex = new double[p.Length];
        value += _eta * Index(p, _groups, _problem.GroupNames.Count, ofIndex);
        Array.Clear(gradient);
        for (int i = 0; i < _rows.Length; i++)
        {
            double slope = slopes[i] + (_eta * ofIndex[i] * p[i] * (1 - p[i]));
            int at = ModelOf(_groups[i]) * _width;
            ReadOnlySpan<float> x = _inputs.Row(_rows[i]);
            for (int j = 0; j < x.Length; j++)
            {
                gradient[at + j] += slope * x[j];
            }

            gradient[at + _width - 1] += slope;
        }

        for (int m = 0; m < _modelCount; m++)
        {
            ReadOnlySpan<double> own = parameters.AsSpan(m * _width, _width - 1);
            value += _penalty / 2 * TensorPrimitives.SumOfSquares(own);
            Span<double> target = gradient.AsSpan(m * _width, _width - 1);
            TensorPrimitives.MultiplyAdd(own, _penalty, target, target);
        }

        return value;
    }

    /// <summary>Fits and scores all rows; a row without a group has the mean of the groups' models, weighted by their
    /// training rows.</summary>
    internal static TrainedScores Fit(MitigationContext context, CancellationToken cancellation)
    {
        MitigationProblem problem = context.Problem;
        bool isShared = context["weights"] == 1;
        PrejudiceRegression regression = new(problem, isShared, context["eta"], context["c"]);
        (double[] parameters, _, bool isConverged) = SmoothMinimizer.Minimize(
            regression.Evaluate, new double[regression.ParameterCount], 1000, 1e-6, cancellation);
        if (!isConverged)
        {
            context.Notes.Add("The fit stopped before its gradient was small; raise C (c).");
        }

        double[] scores = [.. Enumerable.Range(0, problem.Embeddings.RowCount)
            .Select(row => regression.Score(parameters, row, problem.Groups[row]))];
        double[] p = [.. regression._rows.Select(row => scores[row])];
        double index = Index(p, regression._groups, problem.GroupNames.Count, new double[p.Length]);
        context.Notes.Add(FormattableString.Invariant(
            $"The prejudice index of the training rows is {index / Math.Max(p.Length, 1):0.######} nats a row."));
        ValidationJudge judge = new(problem, context.Options);
        return new TrainedScores(scores, 0, 0, judge.Of([.. problem.Validation.Select(row => scores[row])]));
    }

    private double Score(double[] parameters, int row, int group)
    {
        if (_modelCount == 1 || group >= 0)
        {
            return LogisticSolver.Sigmoid(Margin(parameters, ModelOf(group), row));
        }

        double[] shares = new double[_modelCount];
        foreach (int g in _groups)
        {
            shares[g] += 1.0 / _groups.Length;
        }

        return Math.Clamp(
            shares.Select((share, g) => share * LogisticSolver.Sigmoid(Margin(parameters, g, row))).Sum(), 0, 1);
    }

    private int ModelOf(int group) => _modelCount == 1 ? 0 : group;

    private double Margin(double[] parameters, int model, int row)
    {
        ReadOnlySpan<double> own = parameters.AsSpan(model * _width, _width);
        ReadOnlySpan<float> x = _inputs.Row(row);
        double sum = own[^1];
        for (int j = 0; j < x.Length; j++)
        {
            sum += own[j] * x[j];
        }

        return sum;
    }
}
