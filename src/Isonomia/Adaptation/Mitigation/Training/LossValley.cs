namespace Isonomia.Adaptation;

/// <summary>Which segments SWAD averages.</summary>
/// <remarks>Source: Cha et al., NeurIPS 2021, algorithm 1. Every segment is taken once; the released code takes the
/// first one twice.</remarks>
/// <param name="First">The segment where the loss had converged.</param>
/// <param name="Last">The last segment before the loss rises for good.</param>
/// <param name="Threshold">What the smoothed loss must not exceed; NaN where not converged.</param>
/// <param name="IsConverged">Whether the loss converged at all; otherwise both are the last segment.</param>
internal sealed record LossValley(int First, int Last, double Threshold, bool IsConverged)
{
    internal static LossValley Of(IReadOnlyList<double> losses, StepRule rule)
    {
        for (int first = 0; first + rule.ConvergeCount <= losses.Count; first++)
        {
            double[] window = [.. losses.Skip(first).Take(rule.ConvergeCount)];
            if (window.Min() < losses[first])
            {
                continue;
            }

            double threshold = window.Average() * (1 + rule.ToleranceRatio);
            int last = first;
            while (last + 1 < losses.Count && losses.Skip(last + 1).Take(rule.ToleranceCount).Min() <= threshold)
            {
                last++;
            }

            return new LossValley(first, last, threshold, true);
        }

        return new LossValley(losses.Count - 1, losses.Count - 1, double.NaN, false);
    }
}
