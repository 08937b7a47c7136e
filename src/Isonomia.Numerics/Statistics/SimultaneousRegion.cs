namespace Isonomia.Numerics;

/// <summary>Intervals of composites from the simultaneous intervals of their parts, by interval arithmetic.</summary>
/// <remarks>
/// <para>Each composite is monotone in each part, so that its extremes over the box of intervals lie at corners. The
/// interval of the composite covers at least as often as the box does.</para>
/// <para>Source: specification §11.5 and §20 A17.</para>
/// </remarks>
public static class SimultaneousRegion
{
    /// <summary>The interval of the smallest value: the worst group where higher is better.</summary>
    /// <param name="groups">Simultaneous intervals of the groups, at least one, shape [K].</param>
    /// <returns>[min L, min U].</returns>
    /// <exception cref="ArgumentException">There is no interval.</exception>
    public static Interval Smallest(IReadOnlyCollection<Interval> groups)
    {
        Check(groups);
        return new Interval(groups.Min(group => group.Low), groups.Min(group => group.High));
    }

    /// <summary>The interval of the largest value: the best group where higher is better.</summary>
    /// <param name="groups">Simultaneous intervals of the groups, at least one, shape [K].</param>
    /// <returns>[max L, max U].</returns>
    /// <exception cref="ArgumentException">There is no interval.</exception>
    public static Interval Largest(IReadOnlyCollection<Interval> groups)
    {
        Check(groups);
        return new Interval(groups.Max(group => group.Low), groups.Max(group => group.High));
    }

    /// <summary>The interval of a mean of composites (equalized odds as the mean of two gaps).</summary>
    /// <param name="parts">Intervals of the parts from one family, at least one.</param>
    /// <returns>[mean L, mean U].</returns>
    /// <exception cref="ArgumentException">There is no interval.</exception>
    public static Interval Mean(IReadOnlyCollection<Interval> parts)
    {
        Check(parts);
        return new Interval(parts.Average(part => part.Low), parts.Average(part => part.High));
    }

    /// <summary>The interval of the equity-scaled value m̄ / (1 + α Σ|m_g − m̄|).</summary>
    /// <param name="overall">The simultaneous interval of m̄, not negative.</param>
    /// <param name="deviations">Simultaneous intervals of d_g = m_g − m̄ from the same family, shape [K].</param>
    /// <param name="alpha">The weight α ≥ 0.</param>
    /// <returns>[L_m̄/(1 + αΣ max|d_g|), U_m̄/(1 + αΣ min|d_g|)], the lower end of m̄ taken as at least 0.</returns>
    public static Interval EquityScaled(Interval overall, IReadOnlyCollection<Interval> deviations, double alpha = 1)
    {
        ArgumentNullException.ThrowIfNull(deviations);
        ArgumentOutOfRangeException.ThrowIfNegative(alpha);
        double most = deviations.Sum(d => Math.Max(Math.Abs(d.Low), Math.Abs(d.High)));
        double least = deviations.Sum(d => d.Contains(0) ? 0 : Math.Min(Math.Abs(d.Low), Math.Abs(d.High)));
        return new Interval(Math.Max(0, overall.Low) / (1 + (alpha * most)), overall.High / (1 + (alpha * least)));
    }

    private static void Check(IReadOnlyCollection<Interval> intervals)
    {
        ArgumentNullException.ThrowIfNull(intervals);
        if (intervals.Count == 0)
        {
            throw new ArgumentException("There is no interval; expected at least one.", nameof(intervals));
        }
    }
}
