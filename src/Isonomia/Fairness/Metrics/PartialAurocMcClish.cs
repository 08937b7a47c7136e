using System.Globalization;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The partial AUROC rescaled so that chance is one half and perfect is one.</summary>
    /// <remarks>
    /// Definition: ½ (1 + (raw − c²/2) / (c − c²/2)); default c = 0.2. Undefined: no_positives, no_negatives.
    /// </remarks>
    public static Metric PartialAurocMcClish { get; } = new(
        "partial_auroc@mcclish",
        "Partial AUROC, standardized (0.2)",
        "½ (1 + (raw − c²/2) / (c − c²/2)); default c = 0.2",
        FairnessSources.McClish,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) => PartialAurocMcClishOf(rows, 0.2)))
    {
        Null = NullStratum.LabelProfile,
        WithParameters = static (entry, numbers) =>
        {
            double parameter = Only(numbers, entry.Id, 0, 1);
            return entry with
            {
                Kernel = new MetricKernel.OfBinaryRows((in BinaryRows rows) => PartialAurocMcClishOf(rows, parameter)),
                Name = string.Create(CultureInfo.InvariantCulture, $"Partial AUROC, standardized ({parameter})"),
            };
        },
    };

    private static Statistic PartialAurocMcClishOf(in BinaryRows rows, double parameter)
    {
        var curve = RocCurve.Of(rows);
        return curve.Problem is { } problem
            ? problem
            : Statistic.Of(
                (
                    1
                        + (
                            (curve.AreaTo(parameter) - (parameter * parameter / 2)) / (
                                parameter - (parameter * parameter / 2)))) / 2);
    }
}
