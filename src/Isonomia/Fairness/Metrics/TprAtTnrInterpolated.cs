using System.Globalization;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The sensitivity of the ROC polyline at a specificity, attainable only by randomizing.</summary>
    /// <remarks>
    /// Definition: ROC polyline at FPR = 1 − q, the upper end where vertical; default q = 0.8. Undefined: no_positives,
    /// no_negatives.
    /// </remarks>
    public static Metric TprAtTnrInterpolated { get; } = new(
        "tpr_at_tnr@interp",
        "Sensitivity at specificity, interpolated (0.8)",
        "ROC polyline at FPR = 1 − q, the upper end where vertical; default q = 0.8",
        FairnessSources.Medfair,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) => TprAtTnrInterpolatedOf(rows, 0.8)))
    {
        Null = NullStratum.LabelProfile,
        IsLegacy = true,
        WithParameters = static (entry, numbers) =>
        {
            double parameter = Only(numbers, entry.Id, 0, 1);
            return entry with
            {
                Kernel = new MetricKernel.OfBinaryRows((in BinaryRows rows) => TprAtTnrInterpolatedOf(rows, parameter)),
                Name = string.Create(
                    CultureInfo.InvariantCulture, $"Sensitivity at specificity, interpolated ({parameter})"),
            };
        },
    };

    private static Statistic TprAtTnrInterpolatedOf(in BinaryRows rows, double parameter)
    {
        var curve = RocCurve.Of(rows);
        return curve.Problem is { } problem ? problem : Statistic.Of(curve.At(1 - parameter));
    }
}
