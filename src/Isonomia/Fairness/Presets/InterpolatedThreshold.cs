using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>
/// A threshold interpolated between points of the ROC curve, as MEDFAIR finds it; it need not be attainable.
/// </summary>
/// <remarks>
/// Source: MEDFAIR, utils/evaluation.py at a00d2ef, eqodd_at_specificity: scipy interp1d over scikit-learn's
/// roc_curve, whose points in the middle of equal steps are dropped. Deviation: where the first, infinite threshold
/// would be used, the result is infeasible and not infinite (specification §18).
/// </remarks>
internal static class InterpolatedThreshold
{
    internal static Statistic AtSpecificity(MemberRows members, double specificity)
    {
        var curve = RocCurve.Of(members.Rows(DecisionRule.Default));
        return curve.Problem is { } problem
            ? problem
            : Interpolate(curve, static (points, index) => 1 - points.FalsePositiveRates[index], specificity);
    }

    internal static Statistic AtSensitivity(MemberRows members, double sensitivity)
    {
        var curve = RocCurve.Of(members.Rows(DecisionRule.Default));
        return curve.Problem is { } problem
            ? problem
            : Interpolate(curve, static (points, index) => points.TruePositiveRates[index], sensitivity);
    }

    private static Statistic Interpolate(RocCurve curve, Func<RocCurve, int, double> rate, double target)
    {
        int[] kept = [.. Enumerable.Range(0, curve.Thresholds.Count)
            .Where(index => !IsMiddleOfEqualSteps(curve, index))
            .OrderBy(index => rate(curve, index))];
        int right = Math.Clamp(Array.FindIndex(kept, index => rate(curve, index) >= target), 1, kept.Length - 1);
        (int low, int high) = (kept[right - 1], kept[right]);
        if (low == 0 || high == 0)
        {
            return UndefinedReason.Infeasible;
        }

        double share = (target - rate(curve, low)) / (rate(curve, high) - rate(curve, low));
        return curve.Thresholds[low] + (share * (curve.Thresholds[high] - curve.Thresholds[low]));
    }

    private static bool IsMiddleOfEqualSteps(RocCurve curve, int index) =>
        index > 1 && index < curve.Thresholds.Count - 1
        && IsEqualStep(curve.FalsePositiveRates, index) && IsEqualStep(curve.TruePositiveRates, index);

    private static bool IsEqualStep(IReadOnlyList<double> rates, int index) =>
        Math.Abs(rates[index + 1] - (2 * rates[index]) + rates[index - 1]) < 1e-12;
}
