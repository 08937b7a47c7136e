using System.Globalization;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// The mean cost of a row when a miss costs c_FN and a false alarm c_FP; parameters in that order.
    /// </summary>
    /// <remarks>Definition: (c_FN FN + c_FP FP) / n; default c_FN = c_FP = 1. Undefined: empty_group.</remarks>
    public static Metric ExpectedCost { get; } = new(
        "expected_cost",
        "Expected cost",
        "(c_FN FN + c_FP FP) / n; default c_FN = c_FP = 1",
        FairnessSources.Elkan,
        ValueRange.NonNegative,
        Direction.LowerIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) => CostOf(s, 1, 1)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
        WithParameters = static (entry, numbers) =>
        {
            if (numbers.Count != 2 || numbers[0] < 0 || numbers[1] < 0)
            {
                throw new ArgumentException("Metric 'expected_cost' takes two costs of at least 0: miss, false alarm.");
            }

            (double miss, double alarm) = (numbers[0], numbers[1]);
            return entry with
            {
                Kernel = new MetricKernel.OfBinarySummary((in BinarySummary s) => CostOf(s, miss, alarm)),
                Name = string.Create(CultureInfo.InvariantCulture, $"Expected cost (miss {miss}, false alarm {alarm})"),
            };
        },
    };

    private static Statistic CostOf(in BinarySummary s, double miss, double alarm) =>
        s.Share((miss * s.FalseNegatives) + (alarm * s.FalsePositives), s.Weight, UndefinedReason.EmptyGroup);
}
