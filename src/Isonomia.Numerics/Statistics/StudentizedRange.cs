using MathNet.Numerics.Integration;

namespace Isonomia.Numerics;

/// <summary>The studentized range of k independent normal values with known variance (infinite degrees of
/// freedom).</summary>
/// <remarks>
/// <para>P(Q ≤ q; k, ∞) = k ∫ φ(z)[Φ(z) − Φ(z − q)]^{k−1} dz over [−8, 8 + q], composite Gauss–Legendre with 16 nodes a
/// unit; the upper tail is integrated by itself, so that small p-values keep their digits.</para>
/// <para>Source: Tukey 1953; specification §20 A11.</para>
/// </remarks>
public static class StudentizedRange
{
    private const double Reach = 8;
    private const int NodeCount = 16;
    private const double QuantileTolerance = 1e-11;

    private static readonly (double Node, double Weight)[] Rule = MakeRule();

    /// <summary>P(Q &gt; q).</summary>
    /// <param name="q">The range; at 0 and below the tail is 1.</param>
    /// <param name="count">The number k of values, at least 2.</param>
    /// <returns>The probability.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two values.</exception>
    public static double UpperTail(double q, int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 2);
        if (q <= 0)
        {
            return 1;
        }

        int panels = (int)Math.Ceiling((2 * Reach) + q);
        double width = ((2 * Reach) + q) / panels;
        double sum = 0;
        for (int panel = 0; panel < panels; panel++)
        {
            double start = -Reach + (panel * width);
            foreach ((double node, double weight) in Rule)
            {
                double z = start + (node * width);
                double below = Gaussian.Cdf(z);
                sum += weight * Gaussian.Density(z) * PowerDifference(below, Gaussian.Cdf(z - q), count - 1);
            }
        }

        return Math.Clamp(sum * width * count, 0, 1);
    }

    /// <summary>P(Q ≤ q).</summary>
    /// <param name="q">The range.</param>
    /// <param name="count">The number k of values, at least 2.</param>
    /// <returns>The probability.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two values.</exception>
    public static double Cdf(double q, int count) => 1 - UpperTail(q, count);

    /// <summary>The q with P(Q &gt; q) = <paramref name="alpha"/>, by bisection.</summary>
    /// <param name="alpha">The upper tail, in (0, 1).</param>
    /// <param name="count">The number k of values, at least 2.</param>
    /// <returns>The quantile.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The tail is not in (0, 1), or there are fewer than two
    /// values.</exception>
    public static double UpperQuantile(double alpha, int count)
    {
        if (!(alpha > 0 && alpha < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(alpha), "The upper tail must lie strictly between 0 and 1.");
        }

        double low = 0;
        double high = 1;
        while (UpperTail(high, count) > alpha)
        {
            low = high;
            high *= 2;
        }

        while (high - low > QuantileTolerance)
        {
            double middle = (low + high) / 2;
            if (UpperTail(middle, count) > alpha)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return (low + high) / 2;
    }

    /// <summary>a^n − (a − b)^n = b·Σ a^i (a − b)^{n−1−i}, without cancellation.</summary>
    private static double PowerDifference(double a, double b, int n)
    {
        double rest = a - b;
        double sum = 0;
        double power = 1;
        for (int i = 0; i < n; i++)
        {
            sum = (sum * rest) + power;
            power *= a;
        }

        return b * sum;
    }

    private static (double Node, double Weight)[] MakeRule()
    {
        GaussLegendreRule rule = new(0, 1, NodeCount);
        return [.. Enumerable.Range(0, NodeCount).Select(i => (rule.GetAbscissa(i), rule.GetWeight(i)))];
    }
}
