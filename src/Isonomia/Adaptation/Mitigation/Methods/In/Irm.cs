using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Asks that one classifier be optimal in every group at once.</summary>
    public static MitigationMethod Irm { get; } = new(
        "irm",
        "invariant risk minimization",
        MitigationStage.In,
        "mean over groups of L_a + λ·(gradient with respect to a logit scale at 1 on even rows × on odd rows)",
        new Citation("Arjovsky, Bottou, Gulrajani and Lopez-Paz, 2019, §3.1", "https://arxiv.org/abs/1907.02893"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        Settings =
        [
            new("lambda", 100, 0, 1e6, "the weight after annealing; SubpopBench 10^U(−1, 5)")
            {
                Search = SearchRange.Power(-1, 5),
            },
            new("anneal", 500, 0, 1e9, "updates with weight 1 (or λ where smaller) before")
            {
                Search = SearchRange.Power(0, 4),
            },
            MitigationSetting.OneOf(
                "penalty", "even_odd is exact in the mean; squared is the paper's", "even_odd", "squared"),
        ],
        Loss = static context => new InvarianceLoss(
            context["lambda"], (int)context["anneal"], context["penalty"] == 1),
    };
}

/// <summary>The loss of invariant risk minimization.</summary>
internal sealed class InvarianceLoss(double lambda, int anneal, bool isSquared) : TrainingLoss
{
    /// <inheritdoc/>
    internal override double Evaluate(LossBatch batch)
    {
        int[][] environments = PenalizedLoss.GroupRows(batch);
        double weight = batch.Step < anneal ? Math.Min(1, lambda) : lambda;
        double total = 0;
        int k = batch.ClassCount;
        double[] rowGradients = new double[batch.Logits.Length];
        double[] losses = CrossEntropyRows.Of(batch.Logits, batch.Labels, k, rowGradients);
        foreach (int[] rows in environments)
        {
            double share = 1.0 / environments.Length;
            int[] first = isSquared ? rows : [.. rows.Where((_, i) => i % 2 == 0)];
            int[] second = isSquared ? rows : [.. rows.Where((_, i) => i % 2 == 1)];
            double a = first.Length == 0 ? 0 : first.Average(i => Slope(batch, rowGradients, i));
            double b = second.Length == 0 ? 0 : second.Average(i => Slope(batch, rowGradients, i));
            double loss = 0;
            foreach (int i in rows)
            {
                loss += batch.Weights[i] * losses[i] / rows.Length;
                for (int c = 0; c < k; c++)
                {
                    batch.LogitGradient[(i * k) + c] +=
                        share * batch.Weights[i] * rowGradients[(i * k) + c] / rows.Length;
                }
            }

            AddSlopes(batch, rowGradients, first, share * weight * b);
            AddSlopes(batch, rowGradients, second, share * weight * a);
            total += share * (loss + (weight * a * b));
        }

        return total;
    }

    /// <inheritdoc/>
    internal override bool AfterStep(LossBatch batch) => lambda > 1 && batch.Step + 1 == anneal;

    /// <summary>Σ_k z_k (p_k − y_k): the derivative of the row's loss with respect to a scale of the logits.</summary>
    private static double Slope(LossBatch batch, double[] gradients, int row)
    {
        double sum = 0;
        for (int c = 0; c < batch.ClassCount; c++)
        {
            sum += batch.Logits[(row * batch.ClassCount) + c] * gradients[(row * batch.ClassCount) + c];
        }

        return sum;
    }

    private static void AddSlopes(LossBatch batch, double[] gradients, int[] rows, double weight)
    {
        int k = batch.ClassCount;
        foreach (int i in rows)
        {
            double mean = 0;
            for (int c = 0; c < k; c++)
            {
                mean += batch.Logits[(i * k) + c] * Probability(batch, gradients, i, c);
            }

            for (int c = 0; c < k; c++)
            {
                int at = (i * k) + c;
                batch.LogitGradient[at] += weight / rows.Length
                    * (gradients[at] + (Probability(batch, gradients, i, c) * (batch.Logits[at] - mean)));
            }
        }
    }

    private static double Probability(LossBatch batch, double[] gradients, int row, int c) =>
        gradients[(row * batch.ClassCount) + c] + (batch.Labels[row] == c ? 1 : 0);
}
