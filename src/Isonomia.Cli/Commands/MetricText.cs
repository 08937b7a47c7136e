using System.Globalization;
using Isonomia.Fairness;

namespace Isonomia.Cli;

/// <summary>A number with its interval, for a line of text.</summary>
internal static class MetricText
{
    internal static string Of(MetricValue metric) => metric switch
    {
        { Value: { } value, Low: { } low, High: { } high } =>
            string.Create(CultureInfo.InvariantCulture, $"{value:0.000} [{low:0.000}, {high:0.000}]"),
        { Value: { } value } => Of(value),
        _ => $"undefined ({metric.Undefined})",
    };

    internal static string Of(double? value) =>
        value is { } number ? number.ToString("0.000", CultureInfo.InvariantCulture) : "–";

    /// <summary>A p-value: three digits, or what it lies below.</summary>
    internal static string P(double? p) => p switch
    {
        null => "–",
        < 0.001 => "<0.001",
        { } value => value.ToString("0.000", CultureInfo.InvariantCulture),
    };
}
