using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Makes the kernels of regression metrics; a group without weight is empty for every one of them.</summary>
internal static class RegressionKernel
{
    internal static MetricKernel OfMoments(Func<RegressionMoments, Statistic> compute) =>
        new MetricKernel.OfRegressionRows((in RegressionRows rows) =>
        {
            RegressionMoments moments = RegressionMoments.Of(rows);
            return moments.Weight == 0 ? UndefinedReason.EmptyGroup : compute(moments);
        });

    /// <summary>The type-7 quantile of the absolute errors.</summary>
    internal static MetricKernel OfAbsoluteErrorQuantile(double level) =>
        new MetricKernel.OfRegressionRows((in RegressionRows rows) =>
        {
            if (RegressionMoments.Of(rows).Weight == 0)
            {
                return UndefinedReason.EmptyGroup;
            }

            double[] errors = new double[rows.Count];
            for (int i = 0; i < errors.Length; i++)
            {
                errors[i] = Math.Abs(rows.Predictions[i] - rows.Targets[i]);
            }

            return WeightedQuantile.Of(errors, rows.Weights, level);
        });
}
