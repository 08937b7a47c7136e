using System.Globalization;
using System.Text.RegularExpressions;

namespace Isonomia.Documentation;

/// <summary>Days and moments by ISO 8601, in the forms that dateutil's isoparse takes.</summary>
internal static partial class IsoDate
{
    internal static bool IsValid(string text)
    {
        Match match = Form().Match(text);
        if (!match.Success)
        {
            return false;
        }

        int Part(string name, int otherwise) =>
            match.Groups[name].Success ? int.Parse(match.Groups[name].Value, CultureInfo.InvariantCulture) : otherwise;
        int year = Part("y", 1);
        int hour = Part("h", 0);
        bool isMidnight = hour == 24 && Part("mi", 0) == 0 && Part("s", 0) == 0;
        if (year < 1 || (hour > 23 && !isMidnight) || Part("mi", 0) > 59 || Part("s", 0) > 59 || Part("oh", 0) > 23
            || Part("om", 0) > 59)
        {
            return false;
        }

        if (match.Groups["w"].Success)
        {
            return Part("w", 1) is >= 1 and <= 53 && Part("wd", 1) is >= 1 and <= 7;
        }

        if (match.Groups["o"].Success)
        {
            return Part("o", 1) >= 1 && Part("o", 1) <= (DateTime.IsLeapYear(year) ? 366 : 365);
        }

        int month = Part("m", 1);
        return month is >= 1 and <= 12 && Part("d", 1) >= 1 && Part("d", 1) <= DateTime.DaysInMonth(year, month);
    }

    [GeneratedRegex(
        @"^(?<y>\d{4})(?:-?W(?<w>\d{2})(?:-?(?<wd>\d))?|-(?<m>\d{2})(?:-(?<d>\d{2}))?|(?<m>\d{2})(?<d>\d{2})|"
            + @"-(?<o>\d{3})|(?<o>\d{3}))?"
        + @"(?:[T ](?<h>\d{2})(?::?(?<mi>\d{2})(?::?(?<s>\d{2})(?:[.,]\d+)?)?)?(?:Z|z|"
            + @"[+-](?<oh>\d{2}):?(?<om>\d{2})?)?)?$")]
    private static partial Regex Form();
}
