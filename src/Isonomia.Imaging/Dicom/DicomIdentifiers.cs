namespace Isonomia.Imaging;

/// <summary>The elements of a DICOM file that name a person.</summary>
internal static class DicomIdentifiers
{
    private static readonly (uint Tag, string Keyword)[] Elements =
    [
        (0x0008_0080, "InstitutionName"), (0x0008_0081, "InstitutionAddress"), (0x0008_0090, "ReferringPhysicianName"),
        (0x0008_1048, "PhysiciansOfRecord"), (0x0008_1050, "PerformingPhysicianName"),
        (0x0008_1060, "NameOfPhysiciansReadingStudy"), (0x0008_1070, "OperatorsName"), (0x0010_0010, "PatientName"),
        (0x0010_0030, "PatientBirthDate"), (0x0010_0032, "PatientBirthTime"), (0x0010_1000, "OtherPatientIDs"),
        (0x0010_1001, "OtherPatientNames"), (0x0010_1005, "PatientBirthName"), (0x0010_1040, "PatientAddress"),
        (0x0010_1060, "PatientMotherBirthName"), (0x0010_2154, "PatientTelephoneNumbers"),
    ];

    private static readonly string[] Removed =
        ["anon", "deident", "de-ident", "removed", "redacted", "none", "unknown", "null", "xxx"];

    internal static IReadOnlyList<string> FilledIn(DicomDataSet dataSet) =>
    [
        .. Elements.Where(element => dataSet.Text(element.Tag)?.Trim('^', ' ') is { Length: > 0 } text
            && !Removed.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .Select(element => element.Keyword),
    ];
}
