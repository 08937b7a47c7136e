namespace Isonomia.Datasets;

/// <summary>The names that columns usually have in tables of pictures; case, spaces and underscores do not
/// matter.</summary>
internal static class UsualNames
{
    internal static readonly string[] Identifier =
        ["id", "image_id", "img_id", "sample_id", "isic_id", "image_index", "dicom_id", "sop_instance_uid"];

    internal static readonly string[] Image =
        [
            "path", "image", "image_path", "img_path", "file", "file_path", "filepath", "filename", "file_name",
            "relative_path"];

    internal static readonly string[] Unit =
        ["patient_id", "patient", "subject_id", "subject", "participant_id", "case_id"];

    internal static readonly string[] Split = ["split", "partition", "subset"];

    /// <summary>The first usual name that a table has, as the table writes it; null where it has none.</summary>
    internal static string? Find(string[] usual, IReadOnlyList<string> columns) =>
        usual.Select(name => columns.FirstOrDefault(column => Plain(column) == Plain(name)))
            .FirstOrDefault(found => found is not null);

    private static string Plain(string name) =>
        string.Concat(name.Where(char.IsLetterOrDigit)).ToLowerInvariant();
}
