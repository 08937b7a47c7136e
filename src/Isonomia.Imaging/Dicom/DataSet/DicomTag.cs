namespace Isonomia.Imaging;

/// <summary>The element tags we read, as group and element in one number; names are the standard's keywords
/// (PS3.6).</summary>
internal static class DicomTag
{
    internal const uint TransferSyntaxUid = 0x0002_0010;
    internal const uint SpecificCharacterSet = 0x0008_0005;
    internal const uint SopClassUid = 0x0008_0016;
    internal const uint SopInstanceUid = 0x0008_0018;
    internal const uint StudyDate = 0x0008_0020;
    internal const uint Modality = 0x0008_0060;
    internal const uint Manufacturer = 0x0008_0070;
    internal const uint InstitutionName = 0x0008_0080;
    internal const uint StationName = 0x0008_1010;
    internal const uint StudyDescription = 0x0008_1030;
    internal const uint SeriesDescription = 0x0008_103E;
    internal const uint ManufacturerModelName = 0x0008_1090;
    internal const uint PatientName = 0x0010_0010;
    internal const uint PatientId = 0x0010_0020;
    internal const uint PatientBirthDate = 0x0010_0030;
    internal const uint PatientSex = 0x0010_0040;
    internal const uint PatientAge = 0x0010_1010;
    internal const uint PatientSize = 0x0010_1020;
    internal const uint PatientWeight = 0x0010_1030;
    internal const uint EthnicGroup = 0x0010_2160;
    internal const uint BodyPartExamined = 0x0018_0015;
    internal const uint SliceThickness = 0x0018_0050;
    internal const uint Kvp = 0x0018_0060;
    internal const uint MagneticFieldStrength = 0x0018_0087;
    internal const uint SpacingBetweenSlices = 0x0018_0088;
    internal const uint ImagerPixelSpacing = 0x0018_1164;
    internal const uint ConvolutionKernel = 0x0018_1210;
    internal const uint NominalScannedPixelSpacing = 0x0018_2010;
    internal const uint ViewPosition = 0x0018_5101;
    internal const uint StudyInstanceUid = 0x0020_000D;
    internal const uint SeriesInstanceUid = 0x0020_000E;
    internal const uint InstanceNumber = 0x0020_0013;
    internal const uint Laterality = 0x0020_0060;
    internal const uint ImageLaterality = 0x0020_0062;
    internal const uint SamplesPerPixel = 0x0028_0002;
    internal const uint PhotometricInterpretation = 0x0028_0004;
    internal const uint PlanarConfiguration = 0x0028_0006;
    internal const uint NumberOfFrames = 0x0028_0008;
    internal const uint Rows = 0x0028_0010;
    internal const uint Columns = 0x0028_0011;
    internal const uint PixelSpacing = 0x0028_0030;
    internal const uint BitsAllocated = 0x0028_0100;
    internal const uint BitsStored = 0x0028_0101;
    internal const uint HighBit = 0x0028_0102;
    internal const uint PixelRepresentation = 0x0028_0103;
    internal const uint PixelPaddingValue = 0x0028_0120;
    internal const uint PixelPaddingRangeLimit = 0x0028_0121;
    internal const uint BurnedInAnnotation = 0x0028_0301;
    internal const uint WindowCenter = 0x0028_1050;
    internal const uint WindowWidth = 0x0028_1051;
    internal const uint RescaleIntercept = 0x0028_1052;
    internal const uint RescaleSlope = 0x0028_1053;
    internal const uint RescaleType = 0x0028_1054;
    internal const uint VoiLutFunction = 0x0028_1056;
    internal const uint RedPaletteDescriptor = 0x0028_1101;
    internal const uint RedPaletteData = 0x0028_1201;
    internal const uint SegmentedRedPaletteData = 0x0028_1221;
    internal const uint LossyImageCompression = 0x0028_2110;
    internal const uint ModalityLutSequence = 0x0028_3000;
    internal const uint LutDescriptor = 0x0028_3002;
    internal const uint LutData = 0x0028_3006;
    internal const uint VoiLutSequence = 0x0028_3010;
    internal const uint PixelMeasuresSequence = 0x0028_9110;
    internal const uint FrameVoiLutSequence = 0x0028_9132;
    internal const uint PixelValueTransformationSequence = 0x0028_9145;
    internal const uint SharedFunctionalGroupsSequence = 0x5200_9229;
    internal const uint PerFrameFunctionalGroupsSequence = 0x5200_9230;
    internal const uint ExtendedOffsetTable = 0x7FE0_0001;
    internal const uint FloatPixelData = 0x7FE0_0008;
    internal const uint DoubleFloatPixelData = 0x7FE0_0009;
    internal const uint PixelData = 0x7FE0_0010;
    internal const uint Item = 0xFFFE_E000;
    internal const uint ItemDelimitation = 0xFFFE_E00D;
    internal const uint SequenceDelimitation = 0xFFFE_E0DD;

    /// <summary>A tag as people write it: <c>(0028,0010)</c>.</summary>
    internal static string Text(uint tag) => $"({tag >> 16:X4},{tag & 0xFFFF:X4})";
}
