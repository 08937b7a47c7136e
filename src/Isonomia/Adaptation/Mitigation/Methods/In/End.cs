using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Same attribute: unrelated features; same label, other attribute: close features.</summary>
    public static MitigationMethod End { get; } = new(
        "end",
        "entangling and disentangling",
        MitigationStage.In,
        "CE + α·Σ_a|Σ cos over same-a pairs|/#pairs + β·(1 − mean (1 + cos)/2 over pairs of equal y and different a)",
        new Citation("Tartaglione, Barbano and Grangetto, CVPR 2021", "https://arxiv.org/abs/2103.02023"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        NeedsHiddenLayer = true,
        Settings =
        [
            new("alpha", 0.1, 0, 1e4, "α; 0.1 in MEDFAIR") { Search = SearchRange.Power(-2, 0) },
            new("beta", 0.1, 0, 1e4, "β; 0.1 in MEDFAIR") { Search = SearchRange.Power(-2, 0) },
        ],
        Deviation = "All pairs count; the MEDFAIR mask drops some.",
        Loss = static context => new EntanglementLoss(context["alpha"], context["beta"]),
    };
}

/// <summary>Cross-entropy and the two terms on cosines of the hidden layer; a term without a pair is 0.</summary>
internal sealed class EntanglementLoss(double alpha, double beta) : PenalizedLoss
{
    /// <inheritdoc/>
    internal override double Penalty(LossBatch batch)
    {
        (double disentangle, double entangle) = Terms(batch, alpha, beta);
        return (alpha * disentangle) + (beta * entangle);
    }

    /// <summary>The two terms; adds their weighted gradients.</summary>
    internal static (double Disentangle, double Entangle) Terms(LossBatch batch, double alpha, double beta)
    {
        int m = batch.Count;
        int h = batch.FeatureCount;
        double[] norms = new double[m];
        double[] unit = new double[m * h];
        for (int i = 0; i < m; i++)
        {
            norms[i] = Math.Max(System.Numerics.Tensors.TensorPrimitives.Norm<double>(
                batch.Features.AsSpan(i * h, h)), 1e-12);
            System.Numerics.Tensors.TensorPrimitives.Divide(
                batch.Features.AsSpan(i * h, h), norms[i], unit.AsSpan(i * h, h));
        }

        double[] sums = new double[batch.GroupCount];
        (double samePairs, double otherPairs, double otherSum) = (0, 0, 0);
        double[,] cosines = new double[m, m];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (batch.Groups[i] < 0 || batch.Groups[j] < 0)
                {
                    continue;
                }

                bool isSame = batch.Groups[i] == batch.Groups[j];
                if (!isSame && batch.Labels[i] != batch.Labels[j])
                {
                    continue;
                }

                double cosine = Math.Clamp(System.Numerics.Tensors.TensorPrimitives.Dot<double>(
                    unit.AsSpan(i * h, h), unit.AsSpan(j * h, h)), -1, 1);
                cosines[i, j] = cosine;
                if (isSame)
                {
                    sums[batch.Groups[i]] += cosine;
                    samePairs++;
                }
                else
                {
                    otherSum += (1 + cosine) / 2;
                    otherPairs++;
                }
            }
        }

        AddGradients(batch, unit, norms, cosines, sums, (alpha / Math.Max(samePairs, 1),
            -beta / (2 * Math.Max(otherPairs, 1))));
        return (
            samePairs > 0 ? sums.Sum(Math.Abs) / samePairs : 0, otherPairs > 0 ? 1 - (otherSum / otherPairs) : 0);
    }

    private static void AddGradients(
        LossBatch batch, double[] unit, double[] norms, double[,] cosines, double[] sums,
        (double Same, double Other) weights)
    {
        int h = batch.FeatureCount;
        for (int i = 0; i < batch.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                bool isSame = batch.Groups[i] == batch.Groups[j];
                if (batch.Groups[i] < 0 || batch.Groups[j] < 0 || (!isSame && batch.Labels[i] != batch.Labels[j]))
                {
                    continue;
                }

                double factor = isSame ? weights.Same * Math.Sign(sums[batch.Groups[i]]) : weights.Other;
                for (int q = 0; q < h; q++)
                {
                    (double u, double v) = (unit[(i * h) + q], unit[(j * h) + q]);
                    batch.FeatureGradient[(i * h) + q] += factor * (v - (cosines[i, j] * u)) / norms[i];
                    batch.FeatureGradient[(j * h) + q] += factor * (u - (cosines[i, j] * v)) / norms[j];
                }
            }
        }
    }
}
