namespace Isonomia.Fairness;

/// <summary>Where the kernels leave their sums: one row of eight lanes for each of them.</summary>
internal static class BinarySums
{
    internal const int TruePositives = 0;
    internal const int FalsePositives = 1;
    internal const int FalseNegatives = 2;
    internal const int TrueNegatives = 3;
    internal const int Discordant = 4;
    internal const int AveragePrecision = 5;
    internal const int SquaredError = 6;
    internal const int LogLoss = 7;
    internal const int Score0 = 8;
    internal const int Score1 = 9;
    internal const int Hessian00 = 10;
    internal const int Hessian01 = 11;
    internal const int Hessian11 = 12;
    internal const int OffsetScore = 13;
    internal const int OffsetHessian = 14;
    internal const int PositiveScores = 15;
    internal const int NegativeScores = 16;
    internal const int BinWeight = 17;
    internal const int BinScore = BinWeight + BinarySummary.BinCount;
    internal const int BinLabel = BinScore + BinarySummary.BinCount;

    /// <summary>How many numbers the sums take.</summary>
    internal const int Length = (BinLabel + BinarySummary.BinCount) * Lanes.Count;

    /// <summary>Fills the summary of one replicate.</summary>
    /// <param name="sums">The sums.</param>
    /// <param name="lane">The replicate.</param>
    /// <param name="cell">The cell they are of.</param>
    /// <returns>The summary.</returns>
    internal static BinarySummary Summarize(ReadOnlySpan<double> sums, int lane, BinaryCell cell)
    {
        var summary = new BinarySummary
        {
            TruePositives = At(sums, TruePositives, lane),
            FalsePositives = At(sums, FalsePositives, lane),
            FalseNegatives = At(sums, FalseNegatives, lane),
            TrueNegatives = At(sums, TrueNegatives, lane),
            PositiveScoreSum = At(sums, PositiveScores, lane),
            NegativeScoreSum = At(sums, NegativeScores, lane),
            SquaredErrorSum = At(sums, SquaredError, lane),
            LogLossSum = At(sums, LogLoss, lane),
            ScoresAreProbabilities = cell.Point.ScoresAreProbabilities,
            Threshold = cell.Point.Threshold,
        };
        summary.ConcordantWeight = (summary.Positives * summary.Negatives) - At(sums, Discordant, lane);
        summary.AveragePrecision = summary.Positives > 0 ? At(sums, AveragePrecision, lane) / summary.Positives : 0;
        for (int bin = 0; bin < BinarySummary.BinCount; bin++)
        {
            summary.Bins.Weight[bin] = At(sums, BinWeight + bin, lane);
            summary.Bins.Score[bin] = At(sums, BinScore + bin, lane);
            summary.Bins.Label[bin] = At(sums, BinLabel + bin, lane);
        }

        summary.Calibration = Step(sums, lane, cell.Point.Calibration);
        return summary;
    }

    private static CalibrationFit Step(ReadOnlySpan<double> sums, int lane, CalibrationFit fit)
    {
        double h00 = At(sums, Hessian00, lane);
        double h01 = At(sums, Hessian01, lane);
        double h11 = At(sums, Hessian11, lane);
        double u0 = At(sums, Score0, lane);
        double u1 = At(sums, Score1, lane);
        double determinant = (h00 * h11) - (h01 * h01);
        fit.IsConverged &= determinant > 1e-14 * h00 * h11;
        if (fit.IsConverged)
        {
            fit.Intercept += ((h11 * u0) - (h01 * u1)) / determinant;
            fit.Slope += ((h00 * u1) - (h01 * u0)) / determinant;
        }

        double offset = At(sums, OffsetHessian, lane);
        fit.IsOffsetConverged &= offset > 0;
        if (fit.IsOffsetConverged)
        {
            fit.InterceptAtSlopeOne += At(sums, OffsetScore, lane) / offset;
        }

        return fit;
    }

    private static double At(ReadOnlySpan<double> sums, int sum, int lane) => sums[(sum * Lanes.Count) + lane];
}
