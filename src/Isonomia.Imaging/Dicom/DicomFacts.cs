namespace Isonomia.Imaging;

/// <summary>What a DICOM file says about patient, acquisition and picture, typed; absent elements are null.</summary>
/// <remarks>
/// <para>Only what an audit needs: no names, no birth date, no exact dates, no free text about the patient. The patient
/// and instance identifiers are kept because they are the units of splits and resampling; they are the file's own and
/// can identify a person.</para>
/// <para>Texts are decoded in the file's character sets. A value that cannot be used is null and has a line in
/// <see cref="Faults"/>.</para>
/// <para>Source: DICOM PS3.3 (modules) and PS3.6 (keywords), edition 2023.</para>
/// </remarks>
public sealed record DicomFacts
{
    /// <summary>The transfer syntax the file was read with.</summary>
    public required string TransferSyntaxUid { get; init; }

    /// <summary>What kind of object it is.</summary>
    public string? SopClassUid { get; init; }

    /// <summary>The identifier of this object.</summary>
    public string? SopInstanceUid { get; init; }

    /// <summary>The identifier of the series.</summary>
    public string? SeriesInstanceUid { get; init; }

    /// <summary>The identifier of the study.</summary>
    public string? StudyInstanceUid { get; init; }

    /// <summary>The patient's identifier in the institution: the unit of splits and resampling.</summary>
    public string? PatientId { get; init; }

    /// <summary><c>M</c>, <c>F</c> or <c>O</c>; another text is a fault and null here.</summary>
    public string? PatientSex { get; init; }

    /// <summary>The age at the study in years: PatientAge, otherwise study date minus birth date.</summary>
    /// <remarks>Months are twelfths, weeks and days parts of 365.25 days. At least 0, at most 130.</remarks>
    public double? PatientAgeYears { get; init; }

    /// <summary>The patient's height in meters, above 0.</summary>
    public double? PatientSizeMeters { get; init; }

    /// <summary>The patient's weight in kilograms, above 0.</summary>
    public double? PatientWeightKilograms { get; init; }

    /// <summary>The ethnic group as the institution records it.</summary>
    public string? EthnicGroup { get; init; }

    /// <summary>The kind of device, for example <c>CR</c>, <c>DX</c>, <c>CT</c>, <c>MR</c>.</summary>
    public string? Modality { get; init; }

    /// <summary>The part of the body, as a defined term, for example <c>CHEST</c>.</summary>
    public string? BodyPartExamined { get; init; }

    /// <summary>The direction of a projection, for example <c>PA</c>, <c>AP</c>, <c>LL</c>, <c>MLO</c>.</summary>
    public string? ViewPosition { get; init; }

    /// <summary>The side: ImageLaterality, otherwise Laterality; <c>L</c>, <c>R</c>, <c>B</c> or <c>U</c>.</summary>
    public string? Laterality { get; init; }

    /// <summary>The maker of the device.</summary>
    public string? Manufacturer { get; init; }

    /// <summary>The maker's name of the device.</summary>
    public string? ManufacturerModelName { get; init; }

    /// <summary>The institution where the picture was taken: an acquisition site for shift audits.</summary>
    public string? InstitutionName { get; init; }

    /// <summary>The name of the device in the institution.</summary>
    public string? StationName { get; init; }

    /// <summary>The year of the study; day and month are not kept.</summary>
    public int? StudyYear { get; init; }

    /// <summary>The tube voltage in kilovolts, above 0.</summary>
    public double? TubeVoltageKilovolts { get; init; }

    /// <summary>The field of the magnet in tesla, above 0.</summary>
    public double? MagneticFieldTesla { get; init; }

    /// <summary>The reconstruction kernel of a CT.</summary>
    public string? ConvolutionKernel { get; init; }

    /// <summary>The distance between rows in millimeters, above 0.</summary>
    /// <remarks>PixelSpacing, otherwise ImagerPixelSpacing, otherwise NominalScannedPixelSpacing.</remarks>
    public double? RowSpacingMillimeters { get; init; }

    /// <summary>The distance between columns in millimeters, above 0.</summary>
    public double? ColumnSpacingMillimeters { get; init; }

    /// <summary>The thickness of a slice in millimeters, above 0.</summary>
    public double? SliceThicknessMillimeters { get; init; }

    /// <summary>Whether the file holds pixels.</summary>
    public required bool HasPixels { get; init; }

    /// <summary>Rows of a frame.</summary>
    public int? Rows { get; init; }

    /// <summary>Columns of a frame.</summary>
    public int? Columns { get; init; }

    /// <summary>How many frames the file announces; 1 where it does not say and holds pixels, otherwise 0.</summary>
    public int FrameCount { get; init; }

    /// <summary>How samples become gray or color, for example <c>MONOCHROME2</c> or <c>RGB</c>.</summary>
    public string? PhotometricInterpretation { get; init; }

    /// <summary>Bits of a sample that are used.</summary>
    public int? BitsStored { get; init; }

    /// <summary>Whether the file says that writing is burned into the pixels; null where it does not say.</summary>
    public bool? BurnedInAnnotation { get; init; }

    /// <summary>Whether the picture was ever compressed with loss; null where the file does not say.</summary>
    public bool? LossyImageCompression { get; init; }

    /// <summary>What breaks the rules, with the element and without its value.</summary>
    public IReadOnlyList<DicomFault> Faults { get; init; } = [];

    /// <summary>Reads the facts of a file; pixels are not decoded.</summary>
    /// <param name="path">The file, with or without a preamble.</param>
    /// <returns>The facts.</returns>
    /// <exception cref="ImageFormatException">The file is no DICOM file, or its elements are truncated.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static DicomFacts Read(string path) => DicomFile.Open(path).Facts;
}
