using System.Collections.Concurrent;
using System.Globalization;
using Isonomia.Imaging;

namespace Isonomia.Datasets;

/// <summary>The facts of a DICOM object as columns; every one is left out of a cohort where no file has it.</summary>
internal static class DicomColumns
{
    /// <summary>The identifying columns and keys of joins.</summary>
    internal const string PatientId = "patient_id";
    internal const string SopInstanceUid = "sop_instance_uid";

    private static readonly (string Name, Func<DicomFacts, string?> Value)[] Columns =
    [
        (PatientId, facts => facts.PatientId),
        ("study_instance_uid", facts => facts.StudyInstanceUid),
        ("series_instance_uid", facts => facts.SeriesInstanceUid),
        (SopInstanceUid, facts => facts.SopInstanceUid),
        ("sex", facts => facts.PatientSex),
        ("age", facts => Number(facts.PatientAgeYears)),
        ("ethnic_group", facts => facts.EthnicGroup),
        ("height_m", facts => Number(facts.PatientSizeMeters)),
        ("weight_kg", facts => Number(facts.PatientWeightKilograms)),
        ("modality", facts => facts.Modality),
        ("body_part", facts => facts.BodyPartExamined),
        ("view", facts => facts.ViewPosition),
        ("laterality", facts => facts.Laterality),
        ("manufacturer", facts => facts.Manufacturer),
        ("manufacturer_model", facts => facts.ManufacturerModelName),
        ("institution", facts => facts.InstitutionName),
        ("station", facts => facts.StationName),
        ("study_year", facts => facts.StudyYear?.ToString(CultureInfo.InvariantCulture)),
        ("tube_voltage_kv", facts => Number(facts.TubeVoltageKilovolts)),
        ("magnetic_field_t", facts => Number(facts.MagneticFieldTesla)),
        ("convolution_kernel", facts => facts.ConvolutionKernel),
        ("row_spacing_mm", facts => Number(facts.RowSpacingMillimeters)),
        ("column_spacing_mm", facts => Number(facts.ColumnSpacingMillimeters)),
        ("slice_thickness_mm", facts => Number(facts.SliceThicknessMillimeters)),
        ("photometric_interpretation", facts => facts.PhotometricInterpretation),
        ("bits_stored", facts => facts.BitsStored?.ToString(CultureInfo.InvariantCulture)),
        ("burned_in_annotation", facts => Truth(facts.BurnedInAnnotation)),
        ("lossy_compression", facts => Truth(facts.LossyImageCompression)),
        ("transfer_syntax_uid", facts => facts.TransferSyntaxUid),
    ];

    private static readonly ConcurrentDictionary<string, string> Pool = new(StringComparer.Ordinal);

    internal static string[] Names { get; } = [.. Columns.Select(column => column.Name)];

    /// <summary>The facts, in the order of <see cref="Names"/>; texts that repeat are one object.</summary>
    internal static string?[] Of(DicomFacts facts) =>
        [.. Columns.Select(column => Shared(column.Value(facts), column.Name))];

    internal static int IndexOf(string name) => Array.IndexOf(Names, name);

    /// <summary>One object for texts that repeat; instance identifiers do not.</summary>
    internal static string? Shared(string? text, string name) =>
        string.IsNullOrWhiteSpace(text) ? null : name == SopInstanceUid ? text : Pool.GetOrAdd(text, text);

    private static string? Number(double? number) =>
        number is { } value ? Math.Round(value, 4).ToString(CultureInfo.InvariantCulture) : null;

    private static string? Truth(bool? truth) => truth switch { true => "yes", false => "no", null => null };
}
