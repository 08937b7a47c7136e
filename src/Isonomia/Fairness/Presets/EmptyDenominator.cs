using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The convention of scikit-learn and fairlearn that a rate with an empty denominator is 0.</summary>
/// <remarks>
/// Their balanced accuracy is the mean recall over the classes present. For parity only: such a 0 looks like a rate
/// that was measured (specification §0). Source: fairlearn 0.15.0.dev0 with scikit-learn 1.2.1.
/// </remarks>
internal static class EmptyDenominator
{
    internal static Statistic AsZero(MemberRows members, Metric metric, DecisionRule rule)
    {
        Statistic value = members.Compute(metric, rule);
        if (value.Reason == UndefinedReason.SingleClass && metric.Id == Metric.BalancedAccuracy.Id)
        {
            Statistic recall = members.Compute(Metric.TruePositiveRate, rule);
            return recall.IsDefined ? recall : members.Compute(Metric.TrueNegativeRate, rule);
        }

        bool isEmptyDenominator = value.Reason is UndefinedReason.NoPositives or UndefinedReason.NoNegatives
            or UndefinedReason.NoPredictedPositives
            or UndefinedReason.NoPredictedNegatives
            or UndefinedReason.ZeroDenominator;
        return isEmptyDenominator && metric.UsesThreshold ? 0.0 : value;
    }
}
