using System.Globalization;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The area under the ROC curve at low false positive rates.</summary>
    /// <remarks>
    /// Definition: ∫₀^c TPR dFPR on the ROC polyline; default c = 0.2. Undefined: no_positives, no_negatives.
    /// </remarks>
    public static Metric PartialAurocRaw { get; } = new(
        "partial_auroc@raw",
        "Partial AUROC up to a false positive rate (0.2)",
        "∫₀^c TPR dFPR on the ROC polyline; default c = 0.2",
        FairnessSources.ScikitLearn,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) => PartialAurocRawOf(rows, 0.2)))
    {
        Null = NullStratum.LabelProfile,
        IsDefaultVariant = true,
        WithParameters = static (entry, numbers) =>
        {
            double parameter = Only(numbers, entry.Id, 0, 1);
            return entry with
            {
                Kernel = new MetricKernel.OfBinaryRows((in BinaryRows rows) => PartialAurocRawOf(rows, parameter)),
                Name = string.Create(
                    CultureInfo.InvariantCulture, $"Partial AUROC up to a false positive rate ({parameter})"),
            };
        },
    };

    private static Statistic PartialAurocRawOf(in BinaryRows rows, double parameter)
    {
        var curve = RocCurve.Of(rows);
        return curve.Problem is { } problem ? problem : Statistic.Of(curve.AreaTo(parameter));
    }
}
