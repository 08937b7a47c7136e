namespace Isonomia.Numerics;

/// <summary>The ends of a confidence interval; both are NaN-free, low ≤ high.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct Interval(double Low, double High)
{
    /// <summary>Whether a value lies in the closed interval.</summary>
    /// <param name="value">The value.</param>
    /// <returns>True where low ≤ value ≤ high.</returns>
    public bool Contains(double value) => Low <= value && value <= High;
}
