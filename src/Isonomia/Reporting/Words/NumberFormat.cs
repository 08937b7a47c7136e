using System.Globalization;

using Isonomia.Fairness;

namespace Isonomia.Reporting;

/// <summary>Numbers as the report prints them; the tables keep every digit for the CSV.</summary>
internal static class NumberFormat
{
    /// <summary>Prints a value with three decimals, a real minus sign, and infinity as its sign.</summary>
    /// <param name="value">The value, or null.</param>
    /// <returns>For example <c>0.713</c>, or a dash.</returns>
    internal static string Value(double? value) => value switch
    {
        null => "–",
        double.PositiveInfinity => "∞",
        double.NegativeInfinity => "−∞",
        _ => NumberWords.Of(value).Replace('-', '−'),
    };

    /// <summary>Prints a signed change.</summary>
    /// <param name="value">The change, or null.</param>
    /// <returns>For example <c>+0.021</c>.</returns>
    internal static string Change(double? value) => value is > 0 ? "+" + Value(value) : Value(value);

    /// <summary>Prints an interval.</summary>
    /// <param name="low">Its lower end, or null.</param>
    /// <param name="high">Its upper end, or null.</param>
    /// <returns>For example <c>0.610 to 0.713</c>, or a dash.</returns>
    internal static string Range(double? low, double? high) =>
        low is null || high is null ? "–" : $"{Value(low)} to {Value(high)}";

    /// <summary>Prints a p-value.</summary>
    /// <param name="p">The p-value, or null.</param>
    /// <returns>For example <c>0.034</c> or <c>&lt; 0.001</c>, or a dash.</returns>
    internal static string P(double? p) => p switch
    {
        null => "–",
        < 0.001 => "< 0.001",
        _ => p.Value.ToString("0.000", CultureInfo.InvariantCulture),
    };

    /// <summary>Prints a share as a percentage with one decimal.</summary>
    /// <param name="share">The share in [0, 1], or null.</param>
    /// <returns>For example <c>12.3 %</c>, or a dash.</returns>
    internal static string Percent(double? share) =>
        share is null ? "–" : (100 * share.Value).ToString("0.0", CultureInfo.InvariantCulture) + " %";

    /// <summary>Prints how many times as much data is needed.</summary>
    /// <param name="multiplier">The factor, or null.</param>
    /// <returns>For example <c>2.4 ×</c>, or a dash.</returns>
    internal static string Times(double? multiplier) => multiplier switch
    {
        null => "–",
        <= 1 => "enough",
        >= 100 => "> 100 ×",
        _ => multiplier.Value.ToString(multiplier.Value < 10 ? "0.0" : "0", CultureInfo.InvariantCulture) + " ×",
    };

    /// <summary>Prints a count with groups of three digits.</summary>
    /// <param name="count">The count.</param>
    /// <returns>For example <c>1,234</c>.</returns>
    internal static string Count(long count) => NumberWords.Count(count);
}
