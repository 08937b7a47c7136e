namespace Isonomia.Adaptation;

/// <summary>The empirical distributions of groups, to carry a value of one group over to the others.</summary>
/// <remarks>F is the mid-rank share (below + half of the equal); F⁻¹ interpolates linearly between order statistics
/// placed at (i + ½)/n, constant beyond the ends.</remarks>
internal sealed class QuantileMap
{
    private readonly double[][] _sorted;
    private readonly double _total;

    internal QuantileMap(double[][] values)
    {
        _sorted = [.. values.Select(own => own.Order().ToArray())];
        _total = _sorted.Sum(own => (double)own.Length);
    }

    internal bool Has(int group) => group >= 0 && _sorted[group].Length > 0;

    /// <summary>Σ_g π_g F_g⁻¹(F_a(x)).</summary>
    internal double Mean(int group, double value)
    {
        double share = Share(group, value);
        return _sorted.Where(own => own.Length > 0).Sum(own => own.Length / _total * Quantile(own, share));
    }

    /// <summary>median_g F_g⁻¹(F_a(x)).</summary>
    internal double Median(int group, double value)
    {
        double share = Share(group, value);
        double[] values = [.. _sorted.Where(own => own.Length > 0).Select(own => Quantile(own, share)).Order()];
        return values.Length % 2 == 1 ? values[values.Length / 2]
            : (values[(values.Length / 2) - 1] + values[values.Length / 2]) / 2;
    }

    private double Share(int group, double value)
    {
        double[] own = _sorted[group];
        int below = Bound(own, value, isUpper: false);
        int notAbove = Bound(own, value, isUpper: true);
        return notAbove > below || below == 0 || below == own.Length
            ? (below + notAbove) / 2.0 / own.Length
            : (below - 0.5 + ((value - own[below - 1]) / (own[below] - own[below - 1]))) / own.Length;
    }

    private static int Bound(double[] sorted, double value, bool isUpper)
    {
        (int low, int high) = (0, sorted.Length);
        while (low < high)
        {
            int middle = (low + high) / 2;
            bool isBefore = isUpper ? sorted[middle] <= value : sorted[middle] < value;
            (low, high) = isBefore ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private static double Quantile(double[] sorted, double share)
    {
        double place = Math.Clamp((share * sorted.Length) - 0.5, 0, sorted.Length - 1);
        int below = Math.Min((int)place, sorted.Length - 1);
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((place - below) * (sorted[above] - sorted[below]));
    }
}
