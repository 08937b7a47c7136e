namespace Isonomia.Numerics;

/// <summary>Summaries of a number as a function of the share of labels, over log2 of the share.</summary>
/// <remarks>Source: specification, fairness §17.1; Viering and Loog, IEEE TPAMI 45(6), 2023 (learning
/// curves).</remarks>
public static class LearningCurve
{
    /// <summary>The area under the curve by trapezoids over log2(share), divided by the range: a mean height.</summary>
    /// <param name="shares">Shares above 0, ascending, at least two.</param>
    /// <param name="values">A number for each; NaN where undefined.</param>
    /// <returns>The area; undefined (<c>too_few_rows</c>) with fewer than two points, or where a point is
    /// undefined.</returns>
    public static Statistic Area(ReadOnlySpan<double> shares, ReadOnlySpan<double> values)
    {
        Check(shares, values);
        if (shares.Length < 2 || HasNaN(values))
        {
            return UndefinedReason.TooFewRows;
        }

        double sum = 0;
        for (int i = 1; i < shares.Length; i++)
        {
            sum += (values[i] + values[i - 1]) / 2 * Math.Log2(shares[i] / shares[i - 1]);
        }

        return sum / Math.Log2(shares[^1] / shares[0]);
    }

    /// <summary>The smallest share of the grid at which a curve reaches a target.</summary>
    /// <param name="shares">Shares above 0, ascending.</param>
    /// <param name="values">A number for each; NaN where undefined.</param>
    /// <param name="target">The target.</param>
    /// <param name="isHigherBetter">Whether reaching means at least the target; otherwise at most.</param>
    /// <returns>The grid share and the share interpolated linearly in log2; both undefined (<c>infeasible</c>) where
    /// the target is never reached.</returns>
    public static (Statistic Grid, Statistic Interpolated) ShareToMatch(
        ReadOnlySpan<double> shares, ReadOnlySpan<double> values, double target, bool isHigherBetter = true)
    {
        Check(shares, values);
        for (int i = 0; i < shares.Length; i++)
        {
            if (isHigherBetter ? values[i] >= target : values[i] <= target)
            {
                bool isBetween = i > 0 && !double.IsNaN(values[i - 1]);
                double share = isBetween ? (target - values[i - 1]) / (values[i] - values[i - 1]) : 1;
                double interpolated = isBetween
                    ? Math.Pow(2, Math.Log2(shares[i - 1]) + (share * Math.Log2(shares[i] / shares[i - 1])))
                    : shares[i];
                return (shares[i], interpolated);
            }
        }

        return (UndefinedReason.Infeasible, UndefinedReason.Infeasible);
    }

    /// <summary>The change for each doubling of the share: the slope of least squares on log2(share).</summary>
    /// <param name="shares">Shares above 0.</param>
    /// <param name="values">A number for each; points that are NaN are left out.</param>
    /// <returns>The slope; undefined (<c>too_few_rows</c>) with fewer than two points.</returns>
    public static Statistic SlopePerDoubling(ReadOnlySpan<double> shares, ReadOnlySpan<double> values)
    {
        Check(shares, values);
        (int count, double meanX, double meanY) = (0, 0, 0);
        for (int i = 0; i < shares.Length; i++)
        {
            if (!double.IsNaN(values[i]))
            {
                (count, meanX, meanY) = (count + 1, meanX + Math.Log2(shares[i]), meanY + values[i]);
            }
        }

        (meanX, meanY) = (meanX / count, meanY / count);
        (double products, double squares) = (0, 0);
        for (int i = 0; i < shares.Length; i++)
        {
            if (!double.IsNaN(values[i]))
            {
                double x = Math.Log2(shares[i]) - meanX;
                products += x * (values[i] - meanY);
                squares += x * x;
            }
        }

        return count < 2 || squares == 0 ? UndefinedReason.TooFewRows : products / squares;
    }

    private static bool HasNaN(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (double.IsNaN(value))
            {
                return true;
            }
        }

        return false;
    }

    private static void Check(ReadOnlySpan<double> shares, ReadOnlySpan<double> values)
    {
        if (shares.Length != values.Length)
        {
            throw new ArgumentException(
                $"There are {shares.Length} shares and {values.Length} values; each share needs one.");
        }
    }
}
