using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The Brier score as reliability − resolution + uncertainty over distinct scores (Murphy 1973).</summary>
internal readonly record struct MurphyDecomposition(double Reliability, double Resolution, double Uncertainty)
{
    internal static Statistic Of(in BinaryRows rows, Func<MurphyDecomposition, double> part)
    {
        var steps = ScoreSteps.Of(rows);
        if (steps.Problem is UndefinedReason.EmptyGroup)
        {
            return UndefinedReason.EmptyGroup;
        }

        if (!(steps.Thresholds[^1] >= 0 && steps.Thresholds[1] <= 1))
        {
            return UndefinedReason.NotAProbability;
        }

        double all = steps.Positives + steps.Negatives;
        double prevalence = steps.Positives / all;
        CompensatedSum reliability = default, resolution = default;
        for (int i = 1; i < steps.Count; i++)
        {
            double positives = steps.TruePositives[i] - steps.TruePositives[i - 1];
            double weight = positives + steps.FalsePositives[i] - steps.FalsePositives[i - 1];
            double frequency = positives / weight;
            reliability.Add(weight / all * (steps.Thresholds[i] - frequency) * (steps.Thresholds[i] - frequency));
            resolution.Add(weight / all * (frequency - prevalence) * (frequency - prevalence));
        }

        return Statistic.Of(
            part(new MurphyDecomposition(reliability.Value, resolution.Value, prevalence * (1 - prevalence))));
    }
}
