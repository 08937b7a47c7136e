using System.Buffers;

namespace Isonomia.Fairness;

/// <summary>
/// Fits the logistic regression of the label on logit(score): two parameters, and the intercept with slope 1.
/// </summary>
/// <remarks>
/// <para>Source: specification §20, A6: Newton steps from 0 with step halving on the deviance, until its
/// relative change is
/// below 1e-10, at most 100 steps; a fitted |η| above 30 on all rows of a class, or a singular Hessian, is no
/// convergence.</para>
/// <para>Addition: with one covariate the maximum exists exactly where the classes overlap, so classes that do
/// not overlap
/// (or touch at one score only) are refused before iterating; A6 alone would stop somewhere on the way to
/// infinity.</para>
/// </remarks>
internal static class LogisticRecalibration
{
    private const double LogitClip = 1e-6;
    private const double RelativeChange = 1e-10;
    private const double LargestLogit = 30;
    private const int MaxSteps = 100;
    private const int MaxHalvings = 40;

    internal static double Logit(double score)
    {
        double clipped = Math.Clamp(score, LogitClip, 1 - LogitClip);
        return Math.Log(clipped / (1 - clipped));
    }

    internal static double Inverse(double logit) =>
        logit >= 0 ? 1 / (1 + Math.Exp(-logit)) : Math.Exp(logit) / (1 + Math.Exp(logit));

    internal static CalibrationFit Fit(in BinaryRows rows)
    {
        double[] rented = ArrayPool<double>.Shared.Rent(rows.Count);
        Span<double> logits = rented.AsSpan(0, rows.Count);
        for (int i = 0; i < rows.Count; i++)
        {
            logits[i] = Logit(rows.Scores[i]);
        }

        CalibrationFit fit = default;
        Overlap overlap = Overlap.Of(rows, logits);
        fit.HasConstantScore = overlap.IsConstant;
        if (overlap.HasBothClasses)
        {
            if (overlap.Exists)
            {
                fit.IsConverged = Climb(rows, logits, isSlopeFree: true, out fit.Intercept, out fit.Slope);
            }

            fit.IsOffsetConverged = Climb(rows, logits, isSlopeFree: false, out fit.InterceptAtSlopeOne, out _);
        }

        ArrayPool<double>.Shared.Return(rented);
        return fit;
    }

    private static bool Climb(
        in BinaryRows rows, ReadOnlySpan<double> logits, bool isSlopeFree, out double intercept, out double slope)
    {
        (intercept, slope) = (0, isSlopeFree ? 0 : 1);
        double deviance = Deviance(rows, logits, intercept, slope);
        for (int step = 0; step < MaxSteps; step++)
        {
            if (!Direction(rows, logits, isSlopeFree, intercept, slope, out double da, out double db))
            {
                return false;
            }

            double next = Deviance(rows, logits, intercept + da, slope + db);
            for (int halving = 0; halving < MaxHalvings && !(next <= deviance); halving++)
            {
                (da, db) = (da / 2, db / 2);
                next = Deviance(rows, logits, intercept + da, slope + db);
            }

            (intercept, slope) = (intercept + da, slope + db);
            if (IsOneClassExtreme(rows, logits, intercept, slope))
            {
                return false;
            }

            if (Math.Abs(deviance - next) <= RelativeChange * Math.Abs(next))
            {
                // One step more: Newton's steps square the error, so that the fit does not depend on the unit of the
                // weights.
                if (Direction(rows, logits, isSlopeFree, intercept, slope, out da, out db))
                {
                    (intercept, slope) = (intercept + da, slope + db);
                }

                return true;
            }

            deviance = next;
        }

        return false;
    }

    private static double Deviance(in BinaryRows rows, ReadOnlySpan<double> logits, double intercept, double slope)
    {
        CompensatedSum sum = default;
        for (int i = 0; i < logits.Length; i++)
        {
            double eta = intercept + (slope * logits[i]);
            double softplus = Math.Max(eta, 0) + Math.Log(1 + Math.Exp(-Math.Abs(eta)));
            sum.Add(2 * rows.Weights[i] * (softplus - (rows.Labels[i] * eta)));
        }

        return sum.Value;
    }

    private static bool Direction(
        in BinaryRows rows,
        ReadOnlySpan<double> logits,
        bool isSlopeFree,
        double intercept,
        double slope,
        out double interceptStep,
        out double slopeStep)
    {
        CompensatedSum ga = default, gb = default, haa = default, hab = default, hbb = default;
        for (int i = 0; i < logits.Length; i++)
        {
            double p = Inverse(intercept + (slope * logits[i]));
            double residual = rows.Weights[i] * (rows.Labels[i] - p);
            double curvature = rows.Weights[i] * p * (1 - p);
            ga.Add(residual);
            gb.Add(residual * logits[i]);
            haa.Add(curvature);
            hab.Add(curvature * logits[i]);
            hbb.Add(curvature * logits[i] * logits[i]);
        }

        (interceptStep, slopeStep) = (ga.Value / haa.Value, 0);
        if (!isSlopeFree)
        {
            return haa.Value > 0;
        }

        double determinant = (haa.Value * hbb.Value) - (hab.Value * hab.Value);
        interceptStep = ((hbb.Value * ga.Value) - (hab.Value * gb.Value)) / determinant;
        slopeStep = ((haa.Value * gb.Value) - (hab.Value * ga.Value)) / determinant;
        return determinant > 1e-14 * haa.Value * hbb.Value;
    }

    private static bool IsOneClassExtreme(
        in BinaryRows rows, ReadOnlySpan<double> logits, double intercept, double slope)
    {
        (bool positives, bool negatives) = (true, true);
        for (int i = 0; i < logits.Length && (positives || negatives); i++)
        {
            if (rows.Weights[i] > 0 && Math.Abs(intercept + (slope * logits[i])) <= LargestLogit)
            {
                (positives, negatives) = rows.Labels[i] == 1 ? (false, negatives) : (positives, false);
            }
        }

        return positives || negatives;
    }

    private readonly record struct Overlap(
        double LowPositive, double HighPositive, double LowNegative, double HighNegative)
    {
        internal bool HasBothClasses => LowPositive <= HighPositive && LowNegative <= HighNegative;

        internal bool IsConstant =>
            Math.Max(HighPositive, HighNegative) <= Math.Min(LowPositive, LowNegative);

        internal bool Exists => HighNegative > LowPositive && HighPositive > LowNegative;

        internal static Overlap Of(in BinaryRows rows, ReadOnlySpan<double> logits)
        {
            Overlap seen = new(
                double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity);
            for (int i = 0; i < logits.Length; i++)
            {
                if (rows.Weights[i] > 0)
                {
                    double x = logits[i];
                    seen = rows.Labels[i] == 1
                        ? seen with
                        {
                            LowPositive = Math.Min(seen.LowPositive, x),
                            HighPositive = Math.Max(seen.HighPositive, x),
                        }
                        : seen with
                        {
                            LowNegative = Math.Min(seen.LowNegative, x),
                            HighNegative = Math.Max(seen.HighNegative, x),
                        };
                }
            }

            return seen;
        }
    }
}
