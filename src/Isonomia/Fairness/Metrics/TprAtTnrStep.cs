using System.Globalization;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The largest attainable sensitivity at no less than a specificity.</summary>
    /// <remarks>Definition: max TPR with FPR ≤ 1 − q; default q = 0.8. Undefined: no_positives, no_negatives.</remarks>
    public static Metric TprAtTnrStep { get; } = new(
        "tpr_at_tnr@step",
        "Sensitivity at specificity (0.8)",
        "max TPR with FPR ≤ 1 − q; default q = 0.8",
        FairnessSources.Fawcett,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) => TprAtTnrStepOf(rows, 0.8)))
    {
        Null = NullStratum.LabelProfile,
        IsDefaultVariant = true,
        WithParameters = static (entry, numbers) =>
        {
            double parameter = Only(numbers, entry.Id, 0, 1);
            return entry with
            {
                Kernel = new MetricKernel.OfBinaryRows((in BinaryRows rows) => TprAtTnrStepOf(rows, parameter)),
                Name = string.Create(CultureInfo.InvariantCulture, $"Sensitivity at specificity ({parameter})"),
            };
        },
    };

    private static Statistic TprAtTnrStepOf(in BinaryRows rows, double parameter)
    {
        var curve = RocCurve.Of(rows);
        return curve.Problem is { } problem ? problem : Statistic.Of(curve.StepAt(1 - parameter));
    }
}
