using System.Numerics.Tensors;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Learned fair representations: rows are told by their shares of a few prototypes, which groups use
/// alike.</summary>
/// <remarks>Shares M_ik = softmax_k(−‖x_i − v_k‖), x̂ = Mv, ŷ = Mw with w in (0, 1); the loss is A_x·mean ‖x − x̂‖² +
/// A_y·cross-entropy + A_z·mean over pairs of groups and k of |mean M_k within one − within the other|.</remarks>
internal sealed class FairPrototypes
{
    private const double Edge = 1e-6;

    private readonly double[][] _rows;
    private readonly int[] _labels;
    private readonly int[] _groups;
    private readonly int _groupCount;
    private readonly int _count;
    private readonly double _reconstruct;
    private readonly double _predict;
    private readonly double _equalize;

    /// <param name="rows">Standardized rows.</param>
    /// <param name="labels">Their labels in {0, 1}.</param>
    /// <param name="groups">Their groups, −1 where unknown.</param>
    /// <param name="groupCount">How many groups there are.</param>
    /// <param name="count">How many prototypes.</param>
    /// <param name="weights">A_x, A_y and A_z.</param>
    internal FairPrototypes(
        double[][] rows, int[] labels, int[] groups, int groupCount, int count,
        (double Reconstruct, double Predict, double Equalize) weights)
    {
        (_rows, _labels, _groups, _groupCount, _count) = (rows, labels, groups, groupCount, count);
        (_reconstruct, _predict, _equalize) = weights;
    }

    private int Width => _rows[0].Length;

    /// <summary>Prototypes [k, d], then the logits of w [k].</summary>
    internal int ParameterCount => _count * (Width + 1);

    /// <summary>The loss; the gradient is written.</summary>
    internal double Evaluate(double[] parameters, double[] gradient)
    {
        int n = _rows.Length;
        int d = Width;
        Array.Clear(gradient);
        double[][] shares = new double[n][];
        double[][] distances = new double[n][];
        for (int i = 0; i < n; i++)
        {
            (shares[i], distances[i]) = (new double[_count], new double[_count]);
            Shares(parameters, _rows[i], shares[i], distances[i]);
        }

        (double loss, double[,] ofMeans) = Equality(shares);
        double[] w = [.. Enumerable.Range(0, _count).Select(k => LogisticSolver.Sigmoid(parameters[(_count * d) + k]))];
        double[] residual = new double[d];
        double[] ofShare = new double[_count];
        for (int i = 0; i < n; i++)
        {
            double[] own = shares[i];
            TensorPrimitives.Negate<double>(_rows[i], residual);
            for (int k = 0; k < _count; k++)
            {
                TensorPrimitives.MultiplyAdd(parameters.AsSpan(k * d, d), own[k], residual, residual);
            }

            double raw = TensorPrimitives.Dot<double>(own, w);
            double p = Math.Clamp(raw, Edge, 1 - Edge);
            loss += _reconstruct / n * TensorPrimitives.SumOfSquares<double>(residual);
            loss -= _predict / n * Math.Log(_labels[i] == 1 ? p : 1 - p);
            double slope = raw > Edge && raw < 1 - Edge ? _predict / n * (p - _labels[i]) / (p * (1 - p)) : 0;
            double mean = 0;
            for (int k = 0; k < _count; k++)
            {
                Span<double> target = gradient.AsSpan(k * d, d);
                TensorPrimitives.MultiplyAdd(residual, 2 * _reconstruct / n * own[k], target, target);
                gradient[(_count * d) + k] += slope * own[k] * w[k] * (1 - w[k]);
                ofShare[k] = (2 * _reconstruct / n * TensorPrimitives.Dot(residual, parameters.AsSpan(k * d, d)))
                    + (slope * w[k]) + (_groups[i] < 0 ? 0 : ofMeans[_groups[i], k]);
                mean += own[k] * ofShare[k];
            }

            for (int k = 0; k < _count; k++)
            {
                // The softmax of −‖x − v_k‖, whose derivative by v_k is (x − v_k)/‖x − v_k‖.
                double factor = own[k] * (ofShare[k] - mean) / Math.Max(distances[i][k], 1e-12);
                Span<double> target = gradient.AsSpan(k * d, d);
                TensorPrimitives.MultiplyAdd(_rows[i], factor, target, target);
                TensorPrimitives.MultiplyAdd(parameters.AsSpan(k * d, d), -factor, target, target);
            }
        }

        return loss;
    }

    /// <summary>ŷ of a row, in (0, 1).</summary>
    internal double Score(double[] parameters, double[] row)
    {
        double[] shares = new double[_count];
        Shares(parameters, row, shares, new double[_count]);
        double sum = 0;
        for (int k = 0; k < _count; k++)
        {
            sum += shares[k] * LogisticSolver.Sigmoid(parameters[(_count * row.Length) + k]);
        }

        return Math.Clamp(sum, Edge, 1 - Edge);
    }

    internal static TrainedScores Fit(MitigationContext context, CancellationToken cancellation)
    {
        MitigationProblem problem = context.Problem;
        int n = problem.Embeddings.RowCount;
        StandardizedInputs inputs = StandardizedInputs.Of(problem.Embeddings, problem.Training);
        double[] Wide(int row)
        {
            double[] wide = new double[inputs.Width];
            TensorPrimitives.ConvertTruncating(inputs.Row(row), wide);
            return wide;
        }

        int count = (int)context["prototypes"];
        int[] training = problem.Training;
        FairPrototypes model = new(
            [.. training.Select(Wide)], [.. training.Select(row => problem.Labels[row])],
            [.. training.Select(row => problem.Groups[row])], problem.GroupNames.Count, count,
            (context["ax"], context["ay"], context["az"]));
        RandomSource random = context.Random("lfr:start");
        (double least, double[] best) = (double.PositiveInfinity, []);
        int restarts = (int)context["restarts"];
        for (int r = 0; r < restarts; r++)
        {
            double[] start = new double[model.ParameterCount];
            for (int i = 0; i < start.Length; i++)
            {
                start[i] = random.NextNormal();
            }

            (double[] point, double value, _) = SmoothMinimizer.Minimize(
                model.Evaluate, start, (int)context["iterations"], 1e-6, cancellation);
            if (value < least)
            {
                (least, best) = (value, point);
            }
        }

        if (best.Length == 0)
        {
            throw new ProbeException("The loss of 'lfr' is not finite; look for extreme values in the embeddings.");
        }

        context.Notes.Add(FormattableString.Invariant(
            $"The best of {restarts} starts has a loss of {least:0.####} with {count} prototypes."));
        double[] scores = [.. Enumerable.Range(0, n).Select(row => model.Score(best, Wide(row)))];
        ValidationJudge judge = new(problem, context.Options);
        return new TrainedScores(
            scores, 0, 0, judge.Of([.. problem.Validation.Select(row => scores[row])]), restarts);
    }

    private void Shares(double[] parameters, double[] row, double[] shares, double[] distances)
    {
        for (int k = 0; k < _count; k++)
        {
            distances[k] = TensorPrimitives.Distance(row, parameters.AsSpan(k * row.Length, row.Length));
            shares[k] = -distances[k];
        }

        Softmax.Apply(shares);
    }

    /// <summary>The weighted third term, and its derivative by a share of a row of every group.</summary>
    private (double Loss, double[,] OfShare) Equality(double[][] shares)
    {
        double[,] means = new double[_groupCount, _count];
        double[] counts = new double[_groupCount];
        for (int i = 0; i < shares.Length; i++)
        {
            if (_groups[i] >= 0)
            {
                counts[_groups[i]]++;
                for (int k = 0; k < _count; k++)
                {
                    means[_groups[i], k] += shares[i][k];
                }
            }
        }

        int[] present = [.. Enumerable.Range(0, _groupCount).Where(g => counts[g] > 0)];
        double weight = _equalize / (_count * Math.Max(present.Length * (present.Length - 1) / 2, 1));
        double[,] slopes = new double[_groupCount, _count];
        double loss = 0;
        foreach (int a in present)
        {
            foreach (int b in present.Where(b => b > a))
            {
                for (int k = 0; k < _count; k++)
                {
                    double difference = (means[a, k] / counts[a]) - (means[b, k] / counts[b]);
                    loss += weight * Math.Abs(difference);
                    slopes[a, k] += weight * Math.Sign(difference) / counts[a];
                    slopes[b, k] -= weight * Math.Sign(difference) / counts[b];
                }
            }
        }

        return (loss, slopes);
    }
}
