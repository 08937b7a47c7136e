using System.Globalization;

namespace Isonomia.Imaging;

/// <summary>Ages as DICOM writes them: three digits and D, W, M or Y (value representation AS, PS3.5 section
/// 6.2).</summary>
public static class DicomAge
{
    internal const double DaysInYear = 365.25;
    internal const double LargestYears = 130;

    /// <summary>Turns an age into years.</summary>
    /// <remarks>One or two digits are accepted with a fault, because what they mean is not in doubt. An age without a
    /// unit has no value: <c>009</c> could be days or years.</remarks>
    /// <param name="text">The text, for example <c>060Y</c>, <c>006M</c>, <c>012W</c> or <c>030D</c>.</param>
    /// <returns>The years, at least 0 and at most 130, or null; and what is wrong, without the value, or
    /// null.</returns>
    public static (double? Years, string? Problem) Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Trim('\0', ' ');
        if (text.Length == 0)
        {
            return (null, null);
        }

        double? years = text[^1] switch
        {
            'Y' => 1,
            'M' => 1 / 12.0,
            'W' => 7 / DaysInYear,
            'D' => 1 / DaysInYear,
            _ => null,
        };
        if (years is null)
        {
            return (null, "it has no unit; three digits and D, W, M or Y were expected");
        }

        if (text.Length is < 2 or > 4
            || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out int count))
        {
            return (null, "it is not three digits and D, W, M or Y");
        }

        // 006M is half a year: a division, so that 12 months are exactly one year.
        double value = text[^1] == 'M' ? count / 12.0 : count * years.Value;
        return value > LargestYears
            ? (null, "it is more than 130 years")
            : (value, text.Length == 4 ? null : "it has fewer than three digits before the unit");
    }
}
