using System.Numerics.Tensors;

namespace Isonomia.Adaptation;

/// <summary>The exponentiated-gradient saddle point of a reduction, as fairlearn computes it.</summary>
/// <remarks>Source: Agarwal et al., ICML 2018, algorithm 1; step size, shrinking and the linear program after each step
/// follow fairlearn.reductions.ExponentiatedGradient.</remarks>
internal sealed class ExponentiatedGradient
{
    private const double Accuracy = 1e-8;
    private const int FirstCheck = 5;
    private readonly ReductionProblem _problem;
    private readonly Func<int[], double[], double[]> _learn;
    private readonly double _limit;
    private readonly int _iterations;
    private readonly List<double> _errors = [];
    private readonly List<double[]> _violations = [];

    /// <param name="problem">Labels, groups and constraints.</param>
    /// <param name="learn">Fits labels with weights and gives decisions in {0, 1} for the rows.</param>
    /// <param name="limit">B.</param>
    /// <param name="iterations">At most so many steps.</param>
    internal ExponentiatedGradient(
        ReductionProblem problem, Func<int[], double[], double[]> learn, double limit, int iterations) =>
        (_problem, _learn, _limit, _iterations) = (problem, learn, limit, iterations);

    internal ReductionSolution Solve(CancellationToken cancellation)
    {
        int m = _problem.ConstraintCount;
        double[] theta = new double[m];
        double[] multiplierSum = new double[m];
        List<double> counts = [];
        double eta = 2 / _limit;
        double tolerance = double.NaN;
        (double bestGap, double[] best) = (double.PositiveInfinity, []);
        List<double> playGaps = [];
        double lastRegretGap = double.PositiveInfinity;
        int lastRegretCheck = FirstCheck;
        for (int t = 0; t < _iterations; t++)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] lambda = Multipliers(theta);
            TensorPrimitives.Add<double>(multiplierSum, lambda, multiplierSum);
            (int h, double[]? decisions) = BestResponse(lambda);
            while (counts.Count <= h)
            {
                counts.Add(0);
            }

            if (t == 0)
            {
                double[] wrong = [.. decisions!.Select((value, i) => Math.Abs(value - _problem.Labels[i]))];
                double mean = wrong.Average();
                double sd = Math.Sqrt(wrong.Sum(value => (value - mean) * (value - mean)) / (wrong.Length - 1));
                tolerance = 0.5 * sd / Math.Sqrt(wrong.Length);
            }

            counts[h]++;
            double[] mixture = [.. counts.Select(count => count / (t + 1))];
            double[] meanLambda = [.. multiplierSum.Select(value => value / (t + 1))];
            double gapByPlay = Gap(mixture, meanLambda, tolerance);
            playGaps.Add(gapByPlay);
            double gapByProgram = double.PositiveInfinity;
            double[] programMixture = [];
            if (t > 0)
            {
                (programMixture, double[] programLambda) = Program();
                gapByProgram = Gap(programMixture, programLambda, tolerance);
            }

            (double gap, double[] current) = gapByPlay < gapByProgram ? (gapByPlay, mixture)
                : (gapByProgram, programMixture);
            if (gap <= bestGap + Accuracy)
            {
                (bestGap, best) = (Math.Min(gap, bestGap), current);
            }

            if (gap < tolerance && t >= FirstCheck)
            {
                break;
            }

            if (t >= lastRegretCheck * 1.6)
            {
                double lowest = playGaps.Min();
                eta *= lowest > 0.8 * lastRegretGap ? 0.8 : 1;
                (lastRegretCheck, lastRegretGap) = (t, lowest);
            }

            double[] gamma = _violations[h];
            for (int j = 0; j < m; j++)
            {
                theta[j] += eta * (gamma[j] - _problem.Bound);
            }
        }

        double[] padded = new double[_errors.Count];
        best.CopyTo(padded, 0);
        return new ReductionSolution(padded, bestGap);
    }

    private double[] Multipliers(double[] theta)
    {
        double largest = Math.Max(0, theta.Max());
        double sum = Math.Exp(-largest) + theta.Sum(value => Math.Exp(value - largest));
        return [.. theta.Select(value => _limit * Math.Exp(value - largest) / sum)];
    }

    /// <summary>The learner of least Lagrangian: a new fit, unless one known already is as good.</summary>
    private (int Index, double[]? Decisions) BestResponse(double[] lambda)
    {
        double[] signed = _problem.SignedWeights(lambda);
        int[] labels = [.. signed.Select(weight => weight > 0 ? 1 : 0)];
        double[] weights = [.. signed.Select(Math.Abs)];
        double sum = weights.Sum();
        double[] decisions = _learn(labels, [.. weights.Select(weight => weight * weights.Length / sum)]);
        _errors.Add(_problem.Error(decisions));
        _violations.Add(_problem.Violations(decisions));
        int last = _errors.Count - 1;
        int best = last;
        for (int h = 0; h < last; h++)
        {
            if (Value(h, lambda) < Value(best, lambda) - (best == last ? -Accuracy : 0))
            {
                best = h;
            }
        }

        return (best, decisions);
    }

    private double Value(int h, double[] lambda) =>
        _errors[h] + TensorPrimitives.Dot<double>(lambda, _violations[h]);

    /// <summary>How far a mixture and multipliers are from the saddle point.</summary>
    private double Gap(double[] mixture, double[] lambda, double tolerance)
    {
        double error = mixture.Select((weight, h) => weight * _errors[h]).Sum();
        double[] violation = new double[lambda.Length];
        for (int h = 0; h < mixture.Length; h++)
        {
            TensorPrimitives.MultiplyAdd(_violations[h], mixture[h], violation, violation);
        }

        double bound = _problem.Bound;
        double lagrangian = error + lambda.Zip(violation, (l, g) => l * (g - bound)).Sum();
        double worst = violation.Max() - bound;
        double high = worst > 0 ? error + (_limit * worst) : error;

        // The lowest Lagrangian over learners; as in fairlearn, fits for larger multipliers too while the gap looks
        // closed.
        double low = lagrangian;
        foreach (double factor in new[] { 1.0, 2, 5, 10 })
        {
            (int h, _) = BestResponse([.. lambda.Select(value => factor * value)]);
            low = Math.Min(low, Value(h, lambda) - (bound * lambda.Sum()));
            if (Math.Max(lagrangian - low, high - lagrangian) > tolerance + Accuracy)
            {
                break;
            }
        }

        return Math.Max(lagrangian - low, high - lagrangian);
    }

    /// <summary>The best mixture of the learners so far, and the multipliers of its dual.</summary>
    private (double[] Mixture, double[] Lambda) Program()
    {
        int k = _errors.Count;
        int m = _problem.ConstraintCount;

        // min Σ err·q + B·s, Σ γ_j q − s ≤ bound, Σ q = 1.
        double[] costs = [.. _errors, _limit];
        List<(double[] Row, double Bound)> most = [.. Enumerable.Range(0, m).Select(j => (
            (double[])[.. Enumerable.Range(0, k).Select(h => _violations[h][j]), -1], _problem.Bound))];
        double[] one = new double[k + 1];
        Array.Fill(one, 1, 0, k);
        double[] x = Simplex.Minimize(costs, [(one, 1)], most)!;

        // The dual: max u − bound·Σλ with u ≤ err_h + Σ λ_j γ_jh, Σλ ≤ B; u is free, so u = u⁺ − u⁻.
        double[] dualCosts = new double[m + 2];
        Array.Fill(dualCosts, _problem.Bound, 0, m);
        (dualCosts[m], dualCosts[m + 1]) = (-1, 1);
        List<(double[] Row, double Bound)> dual = [.. Enumerable.Range(0, k).Select(h => (
            (double[])[.. _violations[h].Select(value => -value), 1, -1], _errors[h]))];
        double[] cap = new double[m + 2];
        Array.Fill(cap, 1, 0, m);
        dual.Add((cap, _limit));
        double[] y = Simplex.Minimize(dualCosts, [], dual)!;
        return (x[..k], y[..m]);
    }
}

/// <summary>A mixture of learners.</summary>
/// <param name="Weights">The weight of every learner that was fitted, in order; they sum to 1.</param>
/// <param name="Gap">The duality gap.</param>
internal sealed record ReductionSolution(double[] Weights, double Gap);
