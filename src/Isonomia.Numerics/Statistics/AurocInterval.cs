using MathNet.Numerics.Distributions;

namespace Isonomia.Numerics;

/// <summary>Intervals and tests for AUROC values from their variances.</summary>
/// <remarks>Sources: DeLong et al. 1988; Hanley and McNeil 1982; Robin et al. 2011 (pROC); specification §10.</remarks>
public static class AurocInterval
{
    /// <summary>The Wald interval, clipped to [0, 1] (pROC).</summary>
    /// <param name="auroc">The AUROC.</param>
    /// <param name="variance">Its variance.</param>
    /// <param name="level">The confidence level in (0, 1).</param>
    /// <returns>The interval.</returns>
    public static Interval Wald(double auroc, double variance, double level = 0.95)
    {
        double half = Gaussian.Critical(level) * Math.Sqrt(variance);
        return new Interval(Math.Max(0, auroc - half), Math.Min(1, auroc + half));
    }

    /// <summary>The interval on the logit scale: the default, inside (0, 1).</summary>
    /// <param name="auroc">The AUROC, in (0, 1).</param>
    /// <param name="variance">Its variance.</param>
    /// <param name="level">The confidence level in (0, 1).</param>
    /// <returns>The interval.</returns>
    public static Interval Logit(double auroc, double variance, double level = 0.95)
    {
        double logit = Math.Log(auroc / (1 - auroc));
        double half = Gaussian.Critical(level) * Math.Sqrt(variance) / (auroc * (1 - auroc));
        return new Interval(1 / (1 + Math.Exp(half - logit)), 1 / (1 + Math.Exp(-half - logit)));
    }

    /// <summary>The planning variance of Hanley and McNeil.</summary>
    /// <param name="auroc">The AUROC, in (0, 1).</param>
    /// <param name="positives">n⁺.</param>
    /// <param name="negatives">n⁻.</param>
    /// <returns>The variance.</returns>
    public static double HanleyMcNeilVariance(double auroc, double positives, double negatives)
    {
        double q1 = auroc / (2 - auroc);
        double q2 = 2 * auroc * auroc / (1 + auroc);
        return ((auroc * (1 - auroc)) + ((positives - 1) * (q1 - (auroc * auroc)))
            + ((negatives - 1) * (q2 - (auroc * auroc)))) / (positives * negatives);
    }

    /// <summary>Compares two models on the same rows (paired DeLong).</summary>
    /// <param name="first">The first model.</param>
    /// <param name="second">The second model, same labels in the same order.</param>
    /// <returns>z and its two-sided p; undefined (<c>boundary_estimate</c>) where the variance is zero.</returns>
    public static (Statistic Z, Statistic P) Paired(AurocPlacements first, AurocPlacements second)
    {
        double variance = AurocPlacements.Covariance(first, first) + AurocPlacements.Covariance(second, second)
            - (2 * AurocPlacements.Covariance(first, second));
        return OfDifference(first.Auroc - second.Auroc, variance);
    }

    /// <summary>Compares two independent groups (normal law).</summary>
    /// <param name="first">The first group.</param>
    /// <param name="second">The second group.</param>
    /// <returns>z and its two-sided p; undefined (<c>boundary_estimate</c>) where the variance is zero.</returns>
    public static (Statistic Z, Statistic P) Unpaired(AurocPlacements first, AurocPlacements second) => OfDifference(
        first.Auroc - second.Auroc,
        AurocPlacements.Covariance(first, first) + AurocPlacements.Covariance(second, second));

    /// <summary>Compares two independent groups as pROC does: a t law with Welch's degrees of freedom.</summary>
    /// <param name="first">The first group.</param>
    /// <param name="second">The second group.</param>
    /// <returns>t, the degrees of freedom and the two-sided p; undefined (<c>boundary_estimate</c>) where the variance
    /// is zero.</returns>
    public static (Statistic T, Statistic DegreesOfFreedom, Statistic P) UnpairedWelch(
        AurocPlacements first, AurocPlacements second)
    {
        double a = AurocPlacements.Covariance(first, first);
        double b = AurocPlacements.Covariance(second, second);
        if (!(a + b > 0))
        {
            const UndefinedReason Reason = UndefinedReason.BoundaryEstimate;
            return (Reason, Reason, Reason);
        }

        double n = first.Positives.Count + first.Negatives.Count;
        double m = second.Positives.Count + second.Negatives.Count;
        double df = (a + b) * (a + b) / ((a * a / (n - 1)) + (b * b / (m - 1)));
        double t = (first.Auroc - second.Auroc) / Math.Sqrt(a + b);
        return (t, df, 2 * StudentT.CDF(0, 1, df, -Math.Abs(t)));
    }

    private static (Statistic Z, Statistic P) OfDifference(double difference, double variance)
    {
        if (!(variance > 0))
        {
            return (UndefinedReason.BoundaryEstimate, UndefinedReason.BoundaryEstimate);
        }

        double z = difference / Math.Sqrt(variance);
        return (z, Gaussian.TwoSidedP(z));
    }
}
