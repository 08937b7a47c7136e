using System.Globalization;

namespace Isonomia.Imaging;

/// <summary>Types the elements of a data set; collects what cannot be typed.</summary>
internal sealed class DicomFactsReader(DicomDataSet dataSet)
{
    private readonly List<DicomFault> _faults = [];

    internal DicomFacts Read(DicomContent content)
    {
        (double? rowSpacing, double? columnSpacing) = Spacing();
        bool hasPixels = dataSet.Has(DicomTag.PixelData) || dataSet.Has(DicomTag.FloatPixelData)
            || dataSet.Has(DicomTag.DoubleFloatPixelData);
        if (content.IsGuessed)
        {
            _faults.Add(new DicomFault(
                "TransferSyntaxUID", "it is missing or contradicts the bytes; the data set was read as its bytes are"));
        }

        return new DicomFacts
        {
            TransferSyntaxUid = content.TransferSyntaxUid,
            SopClassUid = dataSet.Code(DicomTag.SopClassUid),
            SopInstanceUid = dataSet.Code(DicomTag.SopInstanceUid),
            SeriesInstanceUid = dataSet.Code(DicomTag.SeriesInstanceUid),
            StudyInstanceUid = dataSet.Code(DicomTag.StudyInstanceUid),
            PatientId = dataSet.Text(DicomTag.PatientId),
            PatientSex = Sex(),
            PatientAgeYears = Age(),
            PatientSizeMeters = Positive(DicomTag.PatientSize, "PatientSize"),
            PatientWeightKilograms = Positive(DicomTag.PatientWeight, "PatientWeight"),
            EthnicGroup = dataSet.Text(DicomTag.EthnicGroup),
            Modality = dataSet.Code(DicomTag.Modality),
            BodyPartExamined = dataSet.Code(DicomTag.BodyPartExamined),
            ViewPosition = dataSet.Code(DicomTag.ViewPosition),
            Laterality = dataSet.Code(DicomTag.ImageLaterality) ?? dataSet.Code(DicomTag.Laterality),
            Manufacturer = dataSet.Text(DicomTag.Manufacturer),
            ManufacturerModelName = dataSet.Text(DicomTag.ManufacturerModelName),
            InstitutionName = dataSet.Text(DicomTag.InstitutionName),
            StationName = dataSet.Text(DicomTag.StationName),
            StudyYear = Date(DicomTag.StudyDate, "StudyDate")?.Year,
            TubeVoltageKilovolts = Positive(DicomTag.Kvp, "KVP"),
            MagneticFieldTesla = Positive(DicomTag.MagneticFieldStrength, "MagneticFieldStrength"),
            ConvolutionKernel = dataSet.Text(DicomTag.ConvolutionKernel),
            RowSpacingMillimeters = rowSpacing,
            ColumnSpacingMillimeters = columnSpacing,
            SliceThicknessMillimeters = Positive(DicomTag.SliceThickness, "SliceThickness"),
            HasPixels = hasPixels,
            Rows = Count(DicomTag.Rows, "Rows"),
            Columns = Count(DicomTag.Columns, "Columns"),
            FrameCount = hasPixels ? Count(DicomTag.NumberOfFrames, "NumberOfFrames") ?? 1 : 0,
            PhotometricInterpretation = dataSet.Code(DicomTag.PhotometricInterpretation),
            BitsStored = Count(DicomTag.BitsStored, "BitsStored"),
            BurnedInAnnotation = YesNo(DicomTag.BurnedInAnnotation, "YES", "NO", "BurnedInAnnotation"),
            LossyImageCompression = YesNo(DicomTag.LossyImageCompression, "01", "00", "LossyImageCompression"),
            Faults = _faults,
        };
    }

    private string? Sex()
    {
        string? sex = dataSet.Code(DicomTag.PatientSex);
        if (sex is null or "M" or "F" or "O")
        {
            return sex;
        }

        _faults.Add(new DicomFault("PatientSex", "it is none of M, F and O"));
        return null;
    }

    private double? Age()
    {
        double? stated = null;
        if (dataSet.Code(DicomTag.PatientAge) is { } text)
        {
            (stated, string? problem) = DicomAge.Parse(text);
            if (problem is not null)
            {
                _faults.Add(new DicomFault("PatientAge", problem));
            }
        }

        if (stated is not null)
        {
            return stated;
        }

        DateOnly? birth = Date(DicomTag.PatientBirthDate, "PatientBirthDate");
        DateOnly? study = Date(DicomTag.StudyDate, keyword: null);
        if (birth is null || study is null)
        {
            return null;
        }

        double years = (study.Value.DayNumber - birth.Value.DayNumber) / DicomAge.DaysInYear;
        if (years is >= 0 and <= DicomAge.LargestYears)
        {
            return years;
        }

        _faults.Add(new DicomFault("PatientBirthDate", "with the study date it gives an age outside 0 to 130 years"));
        return null;
    }

    /// <summary>A date, also in the retired form with dots; a fault is noted once where a keyword is given.</summary>
    private DateOnly? Date(uint tag, string? keyword)
    {
        if (dataSet.Code(tag) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(
            text, ["yyyyMMdd", "yyyy.MM.dd"], CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
        {
            return date;
        }

        if (keyword is not null)
        {
            _faults.Add(new DicomFault(keyword, "it is no date of the form YYYYMMDD"));
        }

        return null;
    }

    private double? Positive(uint tag, string keyword)
    {
        double[]? numbers = dataSet.Numbers(tag);
        if (numbers is [> 0, ..])
        {
            return numbers[0];
        }

        // Scanners write 0 for "not measured"; that is an absent value, not a fault.
        if (numbers is null or [< 0, ..])
        {
            _faults.Add(new DicomFault(keyword, "it is no number above 0"));
        }

        return null;
    }

    private int? Count(uint tag, string keyword)
    {
        double[]? numbers = dataSet.Numbers(tag);
        if (numbers is [])
        {
            return null;
        }

        if (numbers is [>= 1 and <= int.MaxValue, ..] && numbers[0] == Math.Floor(numbers[0]))
        {
            return (int)numbers[0];
        }

        _faults.Add(new DicomFault(keyword, "it is no whole number of at least 1"));
        return null;
    }

    private bool? YesNo(uint tag, string yes, string no, string keyword)
    {
        string? text = dataSet.Code(tag);
        if (text is not null && text != yes && text != no)
        {
            _faults.Add(new DicomFault(keyword, $"it is neither {yes} nor {no}"));
        }

        return text == yes ? true : text == no ? false : null;
    }

    private (double? Row, double? Column) Spacing()
    {
        DicomDataSet? measures = dataSet.Item(DicomTag.SharedFunctionalGroupsSequence)
            ?.Item(DicomTag.PixelMeasuresSequence)
            ?? dataSet.Item(DicomTag.PerFrameFunctionalGroupsSequence)?.Item(DicomTag.PixelMeasuresSequence);
        foreach (double[]? pair in (ReadOnlySpan<double[]?>)[
            dataSet.Numbers(DicomTag.PixelSpacing), measures?.Numbers(DicomTag.PixelSpacing),
            dataSet.Numbers(DicomTag.ImagerPixelSpacing), dataSet.Numbers(DicomTag.NominalScannedPixelSpacing)])
        {
            if (pair is [> 0, > 0, ..])
            {
                return (pair[0], pair[1]);
            }
        }

        if (dataSet.Has(DicomTag.PixelSpacing) && dataSet.Numbers(DicomTag.PixelSpacing) is not [])
        {
            _faults.Add(new DicomFault("PixelSpacing", "it is no pair of numbers above 0"));
        }

        return (null, null);
    }
}
