using System.Globalization;
using Isonomia.Datasets;

namespace Isonomia.Documentation;

/// <summary>A column that orders the patients: dates, years, numbers. A patient stands at the earliest one.</summary>
/// <param name="Column">The column.</param>
/// <param name="Times">By patient, NaN where nothing is known, shape [patients].</param>
/// <param name="Texts">The text behind each time, for the sentence.</param>
internal sealed record OrderReading(string Column, double[] Times, string?[] Texts)
{
    private static readonly HashSet<string> UsualNames =
    [
        "date", "year", "studydate", "studyyear", "acquisitiondate", "acquisitionyear", "examdate", "examyear",
            "scandate", "imagedate", "contentdate", "seriesdate", "visitdate",
    ];

    private static readonly string[] DateForms =
    [
        "yyyy-MM-dd", "yyyyMMdd", "yyyy-MM-ddTHH:mm:ss", "yyyy-MM-dd HH:mm:ss", "yyyy-MM", "yyyy/MM/dd",
            "yyyy.MM.dd",
    ];

    /// <summary>The declared column, or the first with a usual name; null where there is none.</summary>
    internal static OrderReading? Of(Cohort cohort, UnitTable units, string? declared, List<DocumentNote> notes)
    {
        string[] names = [.. cohort.Columns.Select(column => column.Name)];
        if (declared is not null && !names.Contains(declared))
        {
            throw new Catalogs.UnknownNameException("Column", declared, names);
        }

        string? column = declared ?? cohort.Columns
            .Where(one => one.Role is ColumnRole.Other or ColumnRole.Acquisition)
            .Select(one => one.Name)
            .FirstOrDefault(name => UsualNames.Contains(
                string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant()));
        if (column is null)
        {
            return null;
        }

        string?[] cells = cohort.Values(column);
        double[] times = new double[units.Count];
        string?[] texts = new string?[units.Count];
        times.AsSpan().Fill(double.NaN);
        int unread = 0;
        Dictionary<string, double> known = new(StringComparer.Ordinal);
        for (int i = 0; i < cells.Length; i++)
        {
            if (string.IsNullOrWhiteSpace(cells[i]) || Sentinels.IsMissing(cells[i]!))
            {
                continue;
            }

            string text = cells[i]!.Trim();
            if (!known.TryGetValue(text, out double time))
            {
                known[text] = time = Time(text);
            }

            unread += double.IsNaN(time) ? 1 : 0;
            int unit = units.Rows[i];
            if (time < times[unit] || (double.IsNaN(times[unit]) && !double.IsNaN(time)))
            {
                (times[unit], texts[unit]) = (time, text);
            }
        }

        if (unread > 0)
        {
            notes.Add(new DocumentNote(declared is not null, $"{unread} cells of '{column}' are no date "
                + "(yyyy-MM-dd, yyyyMMdd), year or number; those images have no place in the order."));
        }

        return times.All(double.IsNaN) ? null : new OrderReading(column, times, texts);
    }

    private static double Time(string text) =>
        DateTime.TryParseExact(text, DateForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime date)
            ? date.ToOADate()
            : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                && double.IsFinite(number) ? number : double.NaN;
}
