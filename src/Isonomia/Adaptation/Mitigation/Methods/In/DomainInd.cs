using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>A head for each group, summed when deciding so that no attribute is needed.</summary>
    public static MitigationMethod DomainInd { get; } = new(
        "domain_ind",
        "domain-independent heads",
        MitigationStage.In,
        "a head for each group on shared features; trained on the own head, predicted by the sum of the logits of all",
        new Citation("Wang, Qinami, Karakozis, Genova, Nair, Hata and Russakovsky, CVPR 2020",
            "https://arxiv.org/abs/1911.11834"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        Loss = static context => new IndependentHeadsLoss(),
    };
}

/// <summary>Cross-entropy of each row's own head; rows without a group do not train.</summary>
internal sealed class IndependentHeadsLoss : TrainingLoss
{
    /// <inheritdoc/>
    internal override int OutputCount(int classCount, int groupCount) => classCount * groupCount;

    /// <inheritdoc/>
    internal override double Evaluate(LossBatch batch)
    {
        int k = batch.ClassCount;
        int known = batch.Groups.Count(g => g >= 0);
        double[] gradient = new double[k];
        double loss = 0;
        for (int i = 0; i < batch.Count; i++)
        {
            if (batch.Groups[i] < 0)
            {
                continue;
            }

            int at = (i * batch.OutputCount) + (batch.Groups[i] * k);
            loss += batch.Weights[i] / known * CrossEntropyRows.Row(
                batch.Logits.AsSpan(at, k), batch.Labels[i], gradient);
            for (int c = 0; c < k; c++)
            {
                batch.LogitGradient[at + c] += batch.Weights[i] / known * gradient[c];
            }
        }

        return loss;
    }

    /// <inheritdoc/>
    internal override void Probabilities(ReadOnlySpan<float> outputs, Span<double> probabilities)
    {
        probabilities.Clear();
        for (int i = 0; i < outputs.Length; i++)
        {
            probabilities[i % probabilities.Length] += outputs[i];
        }

        Softmax.Apply(probabilities);
    }
}
