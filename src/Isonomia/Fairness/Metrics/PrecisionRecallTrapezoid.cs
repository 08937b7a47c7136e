using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// The trapezoidal area under the precision–recall curve, which is optimistic; prefer average_precision.
    /// </summary>
    /// <remarks>
    /// Definition: trapezoid over the attained points plus (recall 0, precision 1). Undefined: no_positives.
    /// </remarks>
    public static Metric PrecisionRecallTrapezoid { get; } = new(
        "pr_auc_trapezoid",
        "Trapezoidal area under the precision–recall curve",
        "trapezoid over the attained points plus (recall 0, precision 1)",
        FairnessSources.ScikitLearn,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) => TrapezoidOf(rows)))
    {
        Null = NullStratum.LabelProfile,
        IsLegacy = true,
    };

    private static Statistic TrapezoidOf(in BinaryRows rows)
    {
        var curve = PrecisionRecallCurve.Of(rows);
        return curve.Problem is { } problem ? problem : Statistic.Of(curve.TrapezoidArea());
    }
}
