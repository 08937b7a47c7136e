namespace Isonomia.Fairness;

/// <summary>Which parts of a <see cref="BinarySummary"/> the asked metrics read; the counts are always
/// computed.</summary>
[Flags]
internal enum BinaryParts
{
    /// <summary>Only the counts.</summary>
    Counts = 0,

    /// <summary>The concordant weight.</summary>
    Concordance = 1,

    /// <summary>The average precision.</summary>
    AveragePrecision = 2,

    /// <summary>Score sums and bins.</summary>
    Scores = 4,

    /// <summary>Squared error and log loss.</summary>
    Losses = 8,

    /// <summary>The logistic recalibration.</summary>
    Calibration = 16,

    /// <summary>Everything.</summary>
    All = Concordance | AveragePrecision | Scores | Losses | Calibration,
}

/// <summary>Finds out which parts a metric reads.</summary>
internal static class BinaryPartsOf
{
    private const int Probes = 4;

    private static readonly BinaryParts[] Each =
    [
        BinaryParts.Concordance, BinaryParts.AveragePrecision, BinaryParts.Scores, BinaryParts.Losses,
        BinaryParts.Calibration,
    ];

    /// <summary>Asks the function itself: a part is needed where changing it changes the value of some probe.</summary>
    /// <remarks>A metric added by anyone is so never computed from an empty part; one that answers no probe gets all
    /// parts.</remarks>
    /// <param name="function">The metric's function.</param>
    /// <returns>The parts.</returns>
    internal static BinaryParts NeededBy(BinarySummaryFunction function)
    {
        BinaryParts needed = BinaryParts.Counts;
        bool answered = false;
        for (int probe = 0; probe < Probes; probe++)
        {
            BinarySummary summary = Probe(probe, BinaryParts.Counts);
            double value = function(in summary).ValueOrNaN;
            answered |= !double.IsNaN(value);
            foreach (BinaryParts part in Each)
            {
                BinarySummary changed = Probe(probe, part);
                if (!function(in changed).ValueOrNaN.Equals(value))
                {
                    needed |= part;
                }
            }
        }

        return answered ? needed : BinaryParts.All;
    }

    private static BinarySummary Probe(int probe, BinaryParts changed)
    {
        double Shift(BinaryParts part) => changed == part ? 1.25 : 1;
        var summary = new BinarySummary
        {
            TruePositives = 31 + probe,
            FalsePositives = 17 + (2 * probe),
            TrueNegatives = 53 - probe,
            FalseNegatives = 11 + probe,
            PositiveScoreSum = (24 + probe) * Shift(BinaryParts.Scores),
            NegativeScoreSum = (22 - probe) / Shift(BinaryParts.Scores),
            SquaredErrorSum = (19 + probe) * Shift(BinaryParts.Losses),
            LogLossSum = (60 + probe) * Shift(BinaryParts.Losses),
            ConcordantWeight = (2300 + (7 * probe)) * Shift(BinaryParts.Concordance),
            AveragePrecision = (0.61 + (0.01 * probe)) * Shift(BinaryParts.AveragePrecision),
            ScoresAreProbabilities = true,
            Threshold = 0.4,
            Calibration = new CalibrationFit
            {
                Intercept = (0.21 + (0.1 * probe)) * Shift(BinaryParts.Calibration),
                Slope = (0.83 + (0.1 * probe)) * Shift(BinaryParts.Calibration),
                InterceptAtSlopeOne = (0.17 + (0.1 * probe)) * Shift(BinaryParts.Calibration),
                IsConverged = true,
                IsOffsetConverged = true,
            },
        };
        for (int bin = 0; bin < BinarySummary.BinCount; bin++)
        {
            double weight = (4 + ((bin + probe) % 5)) * Shift(BinaryParts.Scores);
            summary.Bins.Weight[bin] = weight;
            summary.Bins.Score[bin] = weight * ((bin + 0.5 + (0.1 * probe)) / 10.7) / Shift(BinaryParts.Scores);
            summary.Bins.Label[bin] = weight * (0.05 + (bin * bin / 105.0)) / Shift(BinaryParts.Scores);
        }

        return summary;
    }
}
