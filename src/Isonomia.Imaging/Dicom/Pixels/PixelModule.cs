namespace Isonomia.Imaging;

/// <summary>How samples are laid out (PS3.3 C.7.6.3), checked.</summary>
internal sealed record PixelModule
{
    internal required int Rows { get; init; }

    internal required int Columns { get; init; }

    internal required int SampleCount { get; init; }

    internal required string Photometric { get; init; }

    internal required int BitsAllocated { get; init; }

    internal required int BitsStored { get; init; }

    internal required int HighBit { get; init; }

    internal required bool IsSigned { get; init; }

    internal required bool IsPlanar { get; init; }

    internal required int FrameCount { get; init; }

    /// <summary>Which element holds the samples: PixelData, FloatPixelData or DoubleFloatPixelData.</summary>
    internal required uint DataTag { get; init; }

    internal int PixelCount => Rows * Columns;

    /// <summary>Bytes of one uncompressed frame.</summary>
    internal long FrameByteCount => Photometric == "YBR_FULL_422" && BitsAllocated == 8
        ? 2L * PixelCount
        : ((long)PixelCount * SampleCount * BitsAllocated + 7) / 8;

    internal static PixelModule Of(DicomDataSet dataSet, string path)
    {
        uint dataTag = dataSet.Has(DicomTag.PixelData) ? DicomTag.PixelData
            : dataSet.Has(DicomTag.FloatPixelData) ? DicomTag.FloatPixelData
            : dataSet.Has(DicomTag.DoubleFloatPixelData) ? DicomTag.DoubleFloatPixelData
            : throw new ImageFormatException(path, WithoutPixels(dataSet));
        int allocated = dataTag switch
        {
            DicomTag.FloatPixelData => 32,
            DicomTag.DoubleFloatPixelData => 64,
            _ => Required(dataSet, DicomTag.BitsAllocated, "BitsAllocated", path),
        };
        int stored = Optional(dataSet, DicomTag.BitsStored, "BitsStored", allocated, path);
        int samples = Optional(dataSet, DicomTag.SamplesPerPixel, "SamplesPerPixel", 1, path);
        PixelModule module = new()
        {
            Rows = Required(dataSet, DicomTag.Rows, "Rows", path),
            Columns = Required(dataSet, DicomTag.Columns, "Columns", path),
            SampleCount = samples,
            Photometric = dataSet.Code(DicomTag.PhotometricInterpretation) ?? (samples == 3 ? "RGB" : "MONOCHROME2"),
            BitsAllocated = allocated,
            BitsStored = stored,
            HighBit = (int)(dataSet.Number(DicomTag.HighBit) ?? (stored - 1)),
            IsSigned = dataSet.Number(DicomTag.PixelRepresentation) == 1,
            IsPlanar = samples > 1 && dataSet.Number(DicomTag.PlanarConfiguration) == 1,
            FrameCount = Optional(dataSet, DicomTag.NumberOfFrames, "NumberOfFrames", 1, path),
            DataTag = dataTag,
        };
        return module.Checked(path);
    }

    private PixelModule Checked(string path)
    {
        if (SampleCount is not (1 or 3))
        {
            throw new ImageFormatException(path, $"SamplesPerPixel is {SampleCount}; 1 or 3 were expected");
        }

        if (BitsAllocated is not (1 or 8 or 12 or 16 or 32) && DataTag == DicomTag.PixelData)
        {
            throw new ImageFormatException(path, $"BitsAllocated is {BitsAllocated}; 1, 8, 12, 16 or 32 were expected");
        }

        if (BitsStored > BitsAllocated || HighBit >= BitsAllocated || HighBit + 1 < BitsStored)
        {
            throw new ImageFormatException(
                path,
                $"BitsStored is {BitsStored} and HighBit {HighBit}; within {BitsAllocated} allocated bits that cannot "
                    + $"be");
        }

        bool isMonochrome = Photometric is "MONOCHROME1" or "MONOCHROME2" or "PALETTE COLOR";
        bool isColor = Photometric is "RGB" or "YBR_FULL" or "YBR_FULL_422" or "YBR_PARTIAL_422" or "YBR_PARTIAL_420"
            or "YBR_RCT" or "YBR_ICT";
        if ((!isMonochrome || SampleCount != 1) && (!isColor || SampleCount != 3))
        {
            throw new ImageFormatException(
                path,
                isMonochrome || isColor
                    ? $"PhotometricInterpretation is {Photometric} with {SampleCount} samples a pixel; the two do not "
                        + $"fit"
                    : "PhotometricInterpretation is not known; MONOCHROME1 or 2, PALETTE COLOR, RGB or YBR were "
                        + "expected");
        }

        return this;
    }

    private static string WithoutPixels(DicomDataSet dataSet) =>
        dataSet.Code(DicomTag.Modality) is { Length: <= 16 } modality
        && modality.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c))
            ? $"the object (modality {modality}) holds no pixels; an image was expected"
            : "the object holds no pixels; an image was expected";

    private static int Required(DicomDataSet dataSet, uint tag, string keyword, string path) =>
        dataSet.Numbers(tag) switch
        {
            [>= 1 and <= ushort.MaxValue, ..] numbers => (int)numbers[0],
            [] => throw new ImageFormatException(path, $"{keyword} is missing; it is needed to read the pixels"),
            _ => throw new ImageFormatException(path, $"{keyword} is no whole number of at least 1"),
        };

    private static int Optional(DicomDataSet dataSet, uint tag, string keyword, int fallback, string path) =>
        dataSet.Numbers(tag) switch
        {
            [>= 1 and <= int.MaxValue, ..] numbers => (int)numbers[0],
            [] => fallback,
            _ => throw new ImageFormatException(path, $"{keyword} is no whole number of at least 1"),
        };
}
