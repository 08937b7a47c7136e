using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Matches the scores of every group to those of all, label by label: equalized odds of scores.</summary>
    public static MitigationMethod DistMatch { get; } = new(
        "dist_match",
        "distribution matching",
        MitigationStage.In,
        "CE + weight·Σ over groups and labels of MMD² (mean of seven kernels) between log p of the group and of "
            + "everybody with that label",
        new Citation("Pfohl, Foryciarz and Shah, J. Biomed. Inform. 113, 2021; CXR_Fairness (Zhang et al., CHIL 2022)"))
    {
        NeedsAttributeInTraining = true,
        Settings =
        [
            new("weight", 1, 0, 1e6, "the weight; CXR_Fairness searches .1 to 100")
            {
                Search = SearchRange.Power(-1, 2),
            },
            MitigationSetting.OneOf("distance", "what is compared", "mmd", "mean"),
        ],
        Loss = static context => new ScoreMatchingLoss(context["weight"], context["distance"] == 1),
    };
}

/// <summary>Cross-entropy and the distance of each group's log-probabilities to everybody's, within labels.</summary>
internal sealed class ScoreMatchingLoss(double weight, bool isMean) : PenalizedLoss
{
    /// <inheritdoc/>
    internal override double Penalty(LossBatch batch)
    {
        int k = batch.ClassCount;
        double[] scores = new double[batch.Count];
        double[] gradient = new double[batch.Count];
        double[] probabilities = new double[batch.Logits.Length];
        for (int i = 0; i < batch.Count; i++)
        {
            scores[i] = -CrossEntropyRows.Row(
                batch.Logits.AsSpan(i * k, k), k - 1, probabilities.AsSpan(i * k, k));
        }

        double sum = 0;
        for (int y = 0; y < k && weight > 0; y++)
        {
            int[] all = [.. Enumerable.Range(0, batch.Count).Where(i => batch.Labels[i] == y)];
            for (int g = 0; g < batch.GroupCount; g++)
            {
                int[] own = [.. all.Where(i => batch.Groups[i] == g)];
                sum += own.Length == 0 ? 0 : isMean ? Means(scores, own, all, gradient)
                    : KernelDiscrepancy.Add(scores, 1, own, all, weight / 7, gradient) / 7;
            }
        }

        // d log p_last / dz = one-hot(last) − p; the row's cross-entropy gradient is its negative.
        for (int i = 0; i < probabilities.Length; i++)
        {
            batch.LogitGradient[i] -= gradient[i / k] * probabilities[i];
        }

        return weight * sum;
    }

    private double Means(double[] scores, int[] own, int[] all, double[] gradient)
    {
        double difference = own.Average(i => scores[i]) - all.Average(i => scores[i]);
        foreach (int i in own)
        {
            gradient[i] += 2 * weight * difference / own.Length;
        }

        foreach (int i in all)
        {
            gradient[i] -= 2 * weight * difference / all.Length;
        }

        return difference * difference;
    }
}
