using System.Globalization;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>The weighted harmonic mean of precision and recall in which recall weighs β times as much.</summary>
    /// <remarks>
    /// Definition: (1 + β²) TP / ((1 + β²) TP + β² FN + FP); default β = 2. Undefined: zero_denominator.
    /// </remarks>
    public static Metric FBeta { get; } = new(
        "fbeta",
        "F-beta score (β = 2)",
        "(1 + β²) TP / ((1 + β²) TP + β² FN + FP); default β = 2",
        FairnessSources.VanRijsbergen,
        ValueRange.Unit,
        Direction.HigherIsBetter,
        new MetricKernel.OfBinarySummary(static (in BinarySummary s) => FBetaOf(s, 2)))
    {
        Null = NullStratum.LabelProfile,
        UsesThreshold = true,
        WithParameters = static (entry, numbers) =>
        {
            double beta = Only(numbers, "fbeta", 0, double.PositiveInfinity);
            return entry with
            {
                Kernel = new MetricKernel.OfBinarySummary((in BinarySummary s) => FBetaOf(s, beta)),
                Name = string.Create(CultureInfo.InvariantCulture, $"F-beta score (β = {beta})"),
            };
        },
    };

    private static Statistic FBetaOf(in BinarySummary s, double beta)
    {
        double hits = (1 + (beta * beta)) * s.TruePositives;
        double denominator = hits + (beta * beta * s.FalseNegatives) + s.FalsePositives;
        return s.Share(hits, denominator, UndefinedReason.ZeroDenominator);
    }
}
