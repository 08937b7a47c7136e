namespace Isonomia.Numerics;

/// <summary>How much of a gap max − min between noisy group values is noise, judged by its bootstrap
/// replicates.</summary>
/// <param name="Plugin">The gap of the estimates.</param>
/// <param name="Bias">The mean gap of the replicates minus the gap of the estimates.</param>
/// <param name="Corrected">max(0, 2·gap − mean gap of the replicates): removes only a quarter to two fifths of the
/// bias.</param>
/// <remarks>Source: specification §11.6.</remarks>
public readonly record struct GapBias(double Plugin, double Bias, double Corrected)
{
    /// <summary>Measures the bias over the replicates where every group is defined.</summary>
    /// <param name="estimates">Group values, shape [K], K ≥ 2.</param>
    /// <param name="replicates">Their joint replicates, NaN where undefined, shape [K][B].</param>
    /// <returns>The bias; null with fewer than two groups or no replicate that is fully defined.</returns>
    /// <exception cref="ArgumentException">Estimates and replicates differ in number.</exception>
    public static GapBias? Of(ReadOnlySpan<double> estimates, IReadOnlyList<double[]> replicates)
    {
        ArgumentNullException.ThrowIfNull(replicates);
        if (replicates.Count != estimates.Length)
        {
            throw new ArgumentException(
                $"There are {estimates.Length} estimates and {replicates.Count} series of replicates; "
                + "expected one for each.",
                nameof(replicates));
        }

        if (estimates.Length < 2)
        {
            return null;
        }

        double[] gaps = new double[replicates[0].Length];
        int used = 0;
        for (int b = 0; b < gaps.Length; b++)
        {
            double low = double.PositiveInfinity;
            double high = double.NegativeInfinity;
            foreach (double[] series in replicates)
            {
                // Math.Min and Math.Max pass NaN on.
                low = Math.Min(low, series[b]);
                high = Math.Max(high, series[b]);
            }

            if (!double.IsNaN(high - low))
            {
                gaps[used++] = high - low;
            }
        }

        if (used == 0)
        {
            return null;
        }

        double gap = System.Numerics.Tensors.TensorPrimitives.Max(estimates)
            - System.Numerics.Tensors.TensorPrimitives.Min(estimates);
        double mean = Moments.Mean(gaps.AsSpan(0, used));
        return new GapBias(gap, mean - gap, Math.Max(0, (2 * gap) - mean));
    }
}
