using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>
    /// How closely predictions and targets lie on the line of identity (Lin), with population moments.
    /// </summary>
    /// <remarks>
    /// Definition: 2 cov(ŷ, y) / (var ŷ + var y + (mean ŷ − ȳ)²). Undefined: empty_group; zero_denominator where all
    /// are one value.
    /// </remarks>
    public static Metric ConcordanceCorrelation { get; } = new(
        "ccc",
        "Concordance correlation",
        "2 cov(ŷ, y) / (var ŷ + var y + (mean ŷ − ȳ)²)",
        TaskSources.Lin,
        ValueRange.SignedUnit,
        Direction.HigherIsBetter,
        RegressionKernel.OfMoments(static sums =>
        {
            double shift = sums.PredictionMean - sums.TargetMean;
            return Statistic.Ratio(
                2 * sums.CoSpread, sums.TargetSpread + sums.PredictionSpread + (sums.Weight * shift * shift));
        }));
}
