using System.Globalization;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>What random search draws a hyper-parameter from.</summary>
/// <param name="Text">The distribution as it is printed, for example <c>10^U(-3, -1)</c>.</param>
/// <param name="Draw">Draws a value.</param>
internal sealed record SearchRange(string Text, Func<RandomSource, double> Draw)
{
    /// <summary>factor·10^U(low, high).</summary>
    internal static SearchRange Power(double low, double high, double factor = 1) => new(
        (factor == 1 ? string.Empty : factor.ToString(CultureInfo.InvariantCulture) + "·")
            + string.Create(CultureInfo.InvariantCulture, $"10^U({low}, {high})"),
        random => factor * Math.Pow(10, low + ((high - low) * random.NextDouble())));

    /// <summary>1 − 10^U(low, high).</summary>
    internal static SearchRange NearOne(double low, double high) => new(
        string.Create(CultureInfo.InvariantCulture, $"1 − 10^U({low}, {high})"),
        random => 1 - Math.Pow(10, low + ((high - low) * random.NextDouble())));

    /// <summary>U(low, high).</summary>
    internal static SearchRange Uniform(double low, double high) => new(
        string.Create(CultureInfo.InvariantCulture, $"U({low}, {high})"),
        random => low + ((high - low) * random.NextDouble()));

    /// <summary>One of a few values.</summary>
    internal static SearchRange Of(params double[] values) => new(
        $"{{{string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture)))}}}",
        random => values[random.NextInt32(values.Length)]);
}
