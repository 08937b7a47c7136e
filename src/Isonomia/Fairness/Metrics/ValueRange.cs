namespace Isonomia.Fairness;

/// <summary>The closed range a value lies in; ends may be infinite.</summary>
/// <param name="Low">The smallest possible value.</param>
/// <param name="High">The largest possible value.</param>
public readonly record struct ValueRange(double Low, double High)
{
    /// <summary>The range [0, 1].</summary>
    public static ValueRange Unit { get; } = new(0, 1);

    /// <summary>The range [-1, 1].</summary>
    public static ValueRange SignedUnit { get; } = new(-1, 1);

    /// <summary>The range [0, ∞).</summary>
    public static ValueRange NonNegative { get; } = new(0, double.PositiveInfinity);

    /// <summary>The whole real line.</summary>
    public static ValueRange Real { get; } = new(double.NegativeInfinity, double.PositiveInfinity);
}
