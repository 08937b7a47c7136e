using System.Text;
using Isonomia.Datasets;

namespace Isonomia.Integrity;

/// <summary>Finds columns by the words of their names: <c>StudyDate</c>, <c>study_date</c> and <c>Study Date</c> are
/// one name.</summary>
internal static class KnownColumns
{
    private static readonly string[] AcquisitionWords =
    [
        "site", "hospital", "clinic", "center", "centre", "institution", "scanner", "manufacturer", "vendor", "device",
        "camera", "machine", "view", "projection", "modality", "country", "year", "batch", "source", "lab", "station",
        "method", "equipment", "kernel", "magnification", "stain",
    ];

    private static readonly string[] NotAcquisitionWords =
        ["body", "id", "name", "file", "birth", "url", "path", "uid", "anatomical", "lesion", "tumor", "tumour",
            "metastasis", "infection", "credit", "doi"];

    /// <summary>The words of a name, lower case.</summary>
    internal static string[] Words(string name)
    {
        StringBuilder text = new();
        for (int i = 0; i < name.Length; i++)
        {
            bool starts = i > 0 && char.IsUpper(name[i])
                && (char.IsLower(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1])));
            text.Append(starts ? " " : string.Empty).Append(char.IsLetterOrDigit(name[i])
                ? char.ToLowerInvariant(name[i]) : ' ');
        }

        return text.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The first column whose name, without spaces, is one of some.</summary>
    internal static string? Named(Cohort cohort, params string[] names) => names
        .Select(name => cohort.Columns.FirstOrDefault(column => string.Concat(Words(column.Name)) == name)?.Name)
        .FirstOrDefault(found => found is not null);

    /// <summary>Columns without a role whose names speak of how pictures were made.</summary>
    internal static IEnumerable<string> Acquisition(Cohort cohort) => cohort.Columns
        .Where(column => column.Role == ColumnRole.Other)
        .Select(column => column.Name)
        .Where(IsAcquisition);

    /// <summary>Whether a name speaks of how pictures were made; a site may also be declared as an attribute.</summary>
    internal static bool IsAcquisition(string name) => Words(name) is var words
        && words.Any(AcquisitionWords.Contains) && !words.Any(NotAcquisitionWords.Contains);

    /// <summary>The column with the side of the body, or null.</summary>
    internal static string? Side(Cohort cohort) =>
        Named(cohort, "laterality", "imagelaterality", "side", "eye", "eyeside", "breast", "leftright");

    /// <summary>The column with the day of the examination, or null.</summary>
    internal static string? Day(Cohort cohort) => Named(
        cohort, "studydate", "acquisitiondate", "examdate", "examinationdate", "imagedate", "contentdate", "scandate",
        "visitdate", "date");
}
