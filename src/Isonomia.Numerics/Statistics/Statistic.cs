using System.Globalization;

namespace Isonomia.Numerics;

/// <summary>A number, or the reason why there is none.</summary>
/// <remarks>The default value is undefined with <see cref="UndefinedReason.EmptyGroup"/>.</remarks>
public readonly record struct Statistic
{
    private readonly double _value;
    private readonly bool _isDefined;
    private readonly UndefinedReason _reason;

    private Statistic(double value, bool isDefined, UndefinedReason reason)
    {
        _value = value;
        _isDefined = isDefined;
        _reason = reason;
    }

    /// <summary>Whether there is a number.</summary>
    public bool IsDefined => _isDefined;

    /// <summary>The number.</summary>
    /// <exception cref="InvalidOperationException">The statistic is undefined.</exception>
    public double Value => _isDefined
        ? _value
        : throw new InvalidOperationException($"The statistic is undefined: {_reason.Id()}.");

    /// <summary>The number, or NaN where it is undefined (for arrays of replicates).</summary>
    public double ValueOrNaN => _isDefined ? _value : double.NaN;

    /// <summary>The number, or null where it is undefined (for JSON).</summary>
    public double? ValueOrNull => _isDefined ? _value : null;

    /// <summary>The reason, or null where the statistic is defined.</summary>
    public UndefinedReason? Reason => _isDefined ? null : _reason;

    /// <summary>Makes a defined statistic.</summary>
    /// <param name="value">Any number but NaN; infinities are allowed where a definition yields them.</param>
    /// <returns>The statistic.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The value is NaN: an undefined statistic needs a
    /// reason.</exception>
    public static Statistic Of(double value) => double.IsNaN(value)
        ? throw new ArgumentOutOfRangeException(nameof(value), "A statistic cannot be NaN; say why it is undefined.")
        : new(value, true, default);

    /// <summary>Makes an undefined statistic.</summary>
    /// <param name="reason">Why there is no number.</param>
    /// <returns>The statistic.</returns>
    public static Statistic Undefined(UndefinedReason reason) => new(0, false, reason);

    /// <summary>Divides two weight sums; undefined with the given reason where the denominator is zero.</summary>
    /// <param name="numerator">The numerator.</param>
    /// <param name="denominator">The denominator.</param>
    /// <param name="reason">The reason for a zero denominator.</param>
    /// <returns>The quotient.</returns>
    public static Statistic Ratio(
        double numerator, double denominator, UndefinedReason reason = UndefinedReason.ZeroDenominator) =>
        denominator == 0 ? Undefined(reason) : Of(numerator / denominator);

    /// <summary>Applies a function to a defined value and keeps an undefined one.</summary>
    /// <param name="map">The function.</param>
    /// <returns>The mapped statistic.</returns>
    public Statistic Select(Func<double, double> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        return _isDefined ? Of(map(_value)) : this;
    }

    /// <summary>Takes a number as a defined statistic.</summary>
    /// <param name="value">Any number but NaN.</param>
    public static implicit operator Statistic(double value) => Of(value);

    /// <summary>Takes a reason as an undefined statistic.</summary>
    /// <param name="reason">Why there is no number.</param>
    public static implicit operator Statistic(UndefinedReason reason) => Undefined(reason);

    /// <inheritdoc/>
    public override string ToString() =>
        _isDefined ? _value.ToString("R", CultureInfo.InvariantCulture) : $"undefined: {_reason.Id()}";
}
