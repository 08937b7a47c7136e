using Isonomia.Adaptation;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Compares the gradients of a method's loss with central differences.</summary>
/// <remarks>Weights through which no gradient flows (DRO, CVaR, ARL, LfF) are taken from one evaluation and held fixed.
/// Methods with an adversary run it in single precision and are checked along the gradient, to two
/// percent.</remarks>
internal static class GradientCheck
{
    private const int Rows = 12;
    private static readonly string[] Detached = ["group_dro", "cvar_dro", "arl", "lff"];
    private static readonly string[] Single = ["dann", "cdann", "simple_adv", "laftr", "cfair", "lnl", "odr"];

    internal static void Require(MitigationMethod method, ulong seed)
    {
        RandomSource random = new(seed);
        int outputs = method.Id switch { "domain_ind" => 4, "odr" => 4 * 128, _ => 2 };
        int width = method.NeedsHiddenLayer && method.Id != "odr" ? 256 : 0;
        int[] labels = [.. Enumerable.Range(0, Rows).Select(i => i % 2)];
        int[] groups = [.. Enumerable.Range(0, Rows).Select(i => i / 2 % 2)];
        double[] logits = Normals(random, Rows * outputs);
        double[] features = Normals(random, Rows * width);
        double[] weights = [.. Enumerable.Range(0, Rows).Select(_ => 0.5 + random.NextDouble())];
        float[] inputs = [.. Normals(random, Rows * 3).Select(value => (float)value)];
        FloatMatrix embeddings = new(new float[Rows * 3], 3);
        bool isDetached = Detached.Contains(method.Id);
        bool isSingle = Single.Contains(method.Id);
        double[]? fixedWeights = null;
        LossBatch analytic = Evaluate(logits, features, out TrainingLoss loss, out _);
        if (isSingle)
        {
            AlongTheGradient();

            // What the adversary reads from the hidden layer does not depend on the logits.
            Check(logits, analytic.LogitGradient, at => Value(at, features), features.Length > 0 ? logits.Length : 0);
            return;
        }

        const double step = 1e-5;
        const double tolerance = 1e-6;
        fixedWeights = isDetached ? FixedWeights((WeighingLoss)loss) : null;
        Check(logits, analytic.LogitGradient, at => Value(at, features), logits.Length);

        // A few of the 256 hidden columns a row, the whole is slow and says no more.
        Check(features, analytic.FeatureGradient, at => Value(logits, at), Math.Min(features.Length, 300));

        // Rounding of floats hides single places; along the gradient they add up.
        void AlongTheGradient()
        {
            bool isDeep = features.Length > 0;
            double[] gradient = isDeep ? analytic.FeatureGradient : analytic.LogitGradient;
            double norm = Math.Sqrt(gradient.Sum(value => value * value));
            const double length = 0.02;
            double Along(double sign)
            {
                double[] moved =
                    [.. (isDeep ? features : logits).Zip(gradient, (x, g) => x + (sign * length * g / norm))];
                Evaluate(isDeep ? logits : moved, isDeep ? moved : features, out _, out double value);
                return value;
            }

            Assert.Equal(norm, (Along(1) - Along(-1)) / (2 * length), 0.02 * norm);
        }

        LossBatch Evaluate(double[] z, double[] h, out TrainingLoss fresh, out double value)
        {
            fresh = method.Loss!(MitigationCases.Context(
                method, labels, groups, embeddings, head: method.NeedsHiddenLayer ? "mlp" : "linear"));
            LossBatch batch = MitigationCases.Batch(
                (double[])z.Clone(), labels, groups, 2, (double[])h.Clone(), weights, inputs);
            value = fresh.Evaluate(batch);
            return batch;
        }

        double Value(double[] z, double[] h)
        {
            if (fixedWeights is null)
            {
                Evaluate(z, h, out _, out double value);
                return value;
            }

            double[] gradient = new double[2];
            WeighingLoss rows = (WeighingLoss)loss;
            return Enumerable.Range(0, Rows).Sum(i =>
                fixedWeights[i] * weights[i] * rows.RowLoss(z.AsSpan(2 * i, 2), labels[i], gradient));
        }

        double[] FixedWeights(WeighingLoss _)
        {
            WeighingLoss fresh =
                (WeighingLoss)method.Loss!(MitigationCases.Context(method, labels, groups, embeddings));
            LossBatch batch = MitigationCases.Batch(logits, labels, groups, 2, null, weights, inputs);
            double[] losses = new double[Rows];
            double[] gradient = new double[2];
            for (int i = 0; i < Rows; i++)
            {
                losses[i] = weights[i] * fresh.RowLoss(logits.AsSpan(2 * i, 2), labels[i], gradient);
            }

            double[] chosen = new double[Rows];
            fresh.Weigh(batch, losses, chosen);
            return chosen;
        }

        void Check(double[] at, double[] gradient, Func<double[], double> value, int count)
        {
            double scale = Math.Max(1e-3, gradient.Length == 0 ? 0 : gradient.Max(Math.Abs));
            for (int i = 0; i < count; i++)
            {
                double[] up = (double[])at.Clone();
                double[] down = (double[])at.Clone();
                up[i] += step;
                down[i] -= step;
                double numeric = (value(up) - value(down)) / (2 * step);
                Assert.True(
                    Math.Abs(numeric - gradient[i]) <= tolerance * scale,
                    $"{method.Id}, seed {seed}, place {i}: analytic {gradient[i]:R}, numeric {numeric:R}.");
            }
        }
    }

    private static double[] Normals(RandomSource random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextNormal())];
}
