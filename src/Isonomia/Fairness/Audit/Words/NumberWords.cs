using System.Globalization;

namespace Isonomia.Fairness;

/// <summary>Numbers as sentences print them: three decimals at most, a decimal point, never percent.</summary>
internal static class NumberWords
{
    /// <summary>Prints a value.</summary>
    /// <param name="value">The value, or null.</param>
    /// <returns>For example <c>0.713</c>, or <c>undefined</c>.</returns>
    internal static string Of(double? value) => value switch
    {
        null => "undefined",
        double v when Math.Abs(v) >= 1000 => v.ToString("0", CultureInfo.InvariantCulture),
        double v when Math.Abs(v) >= 10 => v.ToString("0.0", CultureInfo.InvariantCulture),
        double v => v.ToString("0.000", CultureInfo.InvariantCulture),
    };

    /// <summary>Prints a count with thin groups of three digits.</summary>
    /// <param name="count">The count.</param>
    /// <returns>For example <c>1,234</c>.</returns>
    internal static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Prints a share as a whole percentage for running text.</summary>
    /// <param name="share">The share in [0, 1].</param>
    /// <returns>For example <c>35 %</c>.</returns>
    internal static string Percent(double share) => (100 * share).ToString("0", CultureInfo.InvariantCulture) + " %";
}
