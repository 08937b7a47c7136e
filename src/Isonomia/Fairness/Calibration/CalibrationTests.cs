using Isonomia.Numerics;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Isonomia.Fairness;

/// <summary>The tests of perfect calibration of specification §3: Spiegelhalter and Hosmer–Lemeshow.</summary>
internal static class CalibrationTests
{
    private const double DegreesOfFreedom = BinarySummary.BinCount - 2;

    internal static Statistic SpiegelhalterZ(in BinaryRows rows)
    {
        if (ReliabilityDiagram.Of(rows).Problem is { } problem)
        {
            return problem;
        }

        CompensatedSum difference = default, variance = default;
        for (int i = 0; i < rows.Count; i++)
        {
            double s = rows.Scores[i];
            double tilt = 1 - (2 * s);
            difference.Add(rows.Weights[i] * (rows.Labels[i] - s) * tilt);
            variance.Add(rows.Weights[i] * tilt * tilt * s * (1 - s));
        }

        return Statistic.Ratio(difference.Value, Math.Sqrt(variance.Value));
    }

    internal static Statistic HosmerLemeshow(in BinaryRows rows)
    {
        var diagram = ReliabilityDiagram.Of(rows, ScoreBinning.EqualMass);
        if (diagram.Problem is { } problem)
        {
            return problem;
        }

        return diagram.Bins.Count < BinarySummary.BinCount ? UndefinedReason.TooFewRows : diagram.ChiSquared;
    }

    internal static double TwoSidedNormal(double z) => 2 * Normal.CDF(0, 1, -Math.Abs(z));

    internal static double UpperChiSquaredEight(double statistic) =>
        SpecialFunctions.GammaUpperRegularized(DegreesOfFreedom / 2, statistic / 2);
}
