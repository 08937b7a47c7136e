using System.Globalization;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The largest attainable specificity at no less than a sensitivity.</summary>
    /// <remarks>Definition: max TNR with TPR ≥ q; default q = 0.8. Undefined: no_positives, no_negatives.</remarks>
    public static Metric TnrAtTprStep { get; } = new(
        "tnr_at_tpr@step",
        "Specificity at sensitivity (0.8)",
        "max TNR with TPR ≥ q; default q = 0.8",
        FairnessSources.Fawcett,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinaryRows(static (in BinaryRows rows) => TnrAtTprStepOf(rows, 0.8)))
    {
        Null = NullStratum.LabelProfile,
        IsDefaultVariant = true,
        WithParameters = static (entry, numbers) =>
        {
            double parameter = Only(numbers, entry.Id, 0, 1);
            return entry with
            {
                Kernel = new MetricKernel.OfBinaryRows((in BinaryRows rows) => TnrAtTprStepOf(rows, parameter)),
                Name = string.Create(CultureInfo.InvariantCulture, $"Specificity at sensitivity ({parameter})"),
            };
        },
    };

    private static Statistic TnrAtTprStepOf(in BinaryRows rows, double parameter)
    {
        var curve = RocCurve.Of(rows);
        return curve.Problem is { } problem ? problem : Statistic.Of(curve.SpecificityAt(parameter));
    }
}
