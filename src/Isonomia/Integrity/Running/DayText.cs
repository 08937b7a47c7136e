using System.Globalization;

namespace Isonomia.Integrity;

/// <summary>Days as tables and headers write them; a year alone is its first day.</summary>
internal static class DayText
{
    private static readonly string[] Forms =
        ["yyyy-MM-dd", "yyyyMMdd", "yyyy/MM/dd", "yyyy.MM.dd", "dd.MM.yyyy", "yyyy-MM", "yyyy"];

    internal static DateOnly? Parse(string? text)
    {
        if (text is null)
        {
            return null;
        }

        string day = text.Trim();
        int time = day.IndexOfAny(['T', ' ']);
        return DateOnly.TryParseExact(
            time > 0 ? day[..time] : day, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly found)
            ? found : null;
    }
}
