namespace Isonomia.Numerics;

/// <summary>Sample quantiles of type 7 (linear interpolation), used everywhere unless named otherwise.</summary>
/// <remarks>Source: Hyndman and Fan, The American Statistician 50(4), 1996, definition 7; specification §20
/// A5.</remarks>
public static class Quantile
{
    /// <summary>The quantile of sorted values.</summary>
    /// <param name="sorted">Values in ascending order, at least one, shape [n].</param>
    /// <param name="probability">The probability in [0, 1]; values outside are clamped.</param>
    /// <returns>x_⌊h⌋ + (h − ⌊h⌋)(x_{⌊h⌋+1} − x_⌊h⌋) with h = (n − 1)·probability.</returns>
    /// <exception cref="ArgumentException">There is no value.</exception>
    public static double OfSorted(ReadOnlySpan<double> sorted, double probability)
    {
        if (sorted.IsEmpty)
        {
            throw new ArgumentException("A quantile needs at least one value.", nameof(sorted));
        }

        double h = (sorted.Length - 1) * Math.Clamp(probability, 0, 1);
        int below = (int)Math.Floor(h);
        double low = sorted[below];
        double share = h - below;

        // Where a neighbor is infinite the difference would be NaN; without a share to move the value stands.
        return share == 0 || double.IsInfinity(low) ? low : low + (share * (sorted[below + 1] - low));
    }

    /// <summary>The quantile of values in any order; NaN is left out.</summary>
    /// <param name="values">The values, shape [n].</param>
    /// <param name="probability">The probability in [0, 1].</param>
    /// <returns>The quantile, or undefined (<c>too_few_rows</c>) where no value is left.</returns>
    public static Statistic Of(ReadOnlySpan<double> values, double probability)
    {
        double[] sorted = Sorted(values);
        return sorted.Length == 0 ? UndefinedReason.TooFewRows : OfSorted(sorted, probability);
    }

    /// <summary>Sorts the values that are not NaN.</summary>
    /// <param name="values">The values.</param>
    /// <returns>A new ascending array.</returns>
    public static double[] Sorted(ReadOnlySpan<double> values)
    {
        double[] copy = new double[values.Length];
        int count = 0;
        foreach (double value in values)
        {
            if (!double.IsNaN(value))
            {
                copy[count++] = value;
            }
        }

        Array.Resize(ref copy, count);
        Array.Sort(copy);
        return copy;
    }
}
