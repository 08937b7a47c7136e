namespace Isonomia.Imaging;

/// <summary>From stored values to modality values to brightness (PS3.3 C.11.1 and C.11.2, PS3.4 N.2).</summary>
internal sealed class GrayTransform
{
    private readonly DicomLut? _modalityLut;
    private readonly double _slope;
    private readonly double _intercept;
    private readonly DicomLut? _voiLut;
    private readonly DicomWindow? _window;
    private readonly bool _isDisplay;
    private readonly (long Low, long High)? _padding;
    private readonly PixelModule _module;

    private GrayTransform(DicomDataSet dataSet, PixelModule module, int frame, ImageReadOptions options, string path)
    {
        _module = module;
        _isDisplay = options.Grayscale == ImageGrayscale.Display;
        DicomDataSet rescale = Group(dataSet, DicomTag.PixelValueTransformationSequence, frame) ?? dataSet;
        _modalityLut = DicomLut.Of(dataSet.Item(DicomTag.ModalityLutSequence), module.IsSigned, path);
        (_slope, _intercept) = _modalityLut is null ? Rescale(rescale, path) : (1, 0);
        DicomDataSet voi = Group(dataSet, DicomTag.FrameVoiLutSequence, frame) ?? dataSet;
        if (_isDisplay)
        {
            _voiLut = options.DicomWindow is null
                ? DicomLut.Of(voi.Item(DicomTag.VoiLutSequence, options.DicomWindowIndex), IsModalitySigned, path)
                : null;
            _window = options.DicomWindow ?? (_voiLut is null ? Window(voi, options.DicomWindowIndex) : null);
        }

        IsInverted = _isDisplay && module.Photometric == "MONOCHROME1";
        _padding = Padding(dataSet, module);
    }

    /// <summary>Whether stored values are shown as they are, but for inversion.</summary>
    internal bool IsPlain =>
        _modalityLut is null && _slope == 1 && _intercept == 0 && _voiLut is null && _window is null;

    /// <summary>Whether black and white are exchanged at the end.</summary>
    internal bool IsInverted { get; }

    private bool IsModalitySigned => _module.IsSigned || _intercept < 0;

    internal static GrayTransform Of(
        DicomDataSet dataSet, PixelModule module, int frame, ImageReadOptions options, string path) =>
        new(dataSet, module, frame, options, path);

    internal float[] Apply(StoredValues values)
    {
        Func<double, double> shade = Shade(values);
        float[] result = new float[values.Count];
        if (!values.FitsTable)
        {
            for (int i = 0; i < result.Length; i++)
            {
                result[i] = (float)shade(Modality(values.Value(values.Container(i))));
            }

            return result;
        }

        // Few distinct containers, many pixels: every value is computed once, on first use.
        float[] table = new float[1 << 16];
        bool[] isKnown = new bool[1 << 16];
        for (int i = 0; i < result.Length; i++)
        {
            uint container = values.Container(i);
            if (!isKnown[container])
            {
                table[container] = (float)shade(Modality(values.Value(container)));
                isKnown[container] = true;
            }

            result[i] = table[container];
        }

        return result;
    }

    private double Modality(long stored) => _modalityLut?.Value(stored) ?? ((stored * _slope) + _intercept);

    /// <summary>The last step: from a modality value to what is returned.</summary>
    private Func<double, double> Shade(StoredValues values)
    {
        if (!_isDisplay)
        {
            return static value => value;
        }

        Func<double, double> shade;
        if (_voiLut is { } lut)
        {
            shade = value => lut.Fraction((long)Math.Floor(value + 0.5));
        }
        else if (_window is { } window)
        {
            shade = window.Apply;
        }
        else
        {
            (double low, double high) = Range(values);
            shade = high > low ? value => Math.Clamp((value - low) / (high - low), 0, 1) : static _ => 0;
        }

        return IsInverted ? value => 1 - shade(value) : shade;
    }

    /// <summary>What becomes black and white without a window: the whole range of up to 8 bits, otherwise what
    /// occurs.</summary>
    private (double Low, double High) Range(StoredValues values)
    {
        if (_module.BitsStored <= 8 && _modalityLut is null)
        {
            long low = _module.IsSigned ? -(1L << (_module.BitsStored - 1)) : 0;
            double first = Modality(low);
            double last = Modality(low + (1L << _module.BitsStored) - 1);
            return (Math.Min(first, last), Math.Max(first, last));
        }

        (double smallest, double largest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (int i = 0; i < values.Count; i++)
        {
            long stored = values.Value(values.Container(i));
            if (_padding is { } padding && stored >= padding.Low && stored <= padding.High)
            {
                continue;
            }

            double value = Modality(stored);
            smallest = Math.Min(smallest, value);
            largest = Math.Max(largest, value);
        }

        return (smallest, largest);
    }

    /// <summary>The functional group of a frame: its own, otherwise the shared one.</summary>
    private static DicomDataSet? Group(DicomDataSet dataSet, uint sequence, int frame) =>
        dataSet.Item(DicomTag.PerFrameFunctionalGroupsSequence, frame)?.Item(sequence)
        ?? dataSet.Item(DicomTag.SharedFunctionalGroupsSequence)?.Item(sequence);

    private static (double Slope, double Intercept) Rescale(DicomDataSet dataSet, string path)
    {
        double[]? slope = dataSet.Numbers(DicomTag.RescaleSlope);
        double[]? intercept = dataSet.Numbers(DicomTag.RescaleIntercept);
        if (slope is null or [0, ..] || intercept is null)
        {
            throw new ImageFormatException(path, "RescaleSlope and RescaleIntercept are no usable numbers");
        }

        return (slope is [double s, ..] ? s : 1, intercept is [double i, ..] ? i : 0);
    }

    private static DicomWindow? Window(DicomDataSet dataSet, int index)
    {
        double[] centers = dataSet.Numbers(DicomTag.WindowCenter) ?? [];
        double[] widths = dataSet.Numbers(DicomTag.WindowWidth) ?? [];
        int last = Math.Min(centers.Length, widths.Length) - 1;
        if (last < 0)
        {
            return null;
        }

        DicomWindow window = new(centers[Math.Min(index, last)], widths[Math.Min(index, last)], Function(dataSet));
        return window.IsValid ? window : null;
    }

    private static DicomWindowFunction Function(DicomDataSet dataSet) => dataSet.Code(DicomTag.VoiLutFunction) switch
    {
        "SIGMOID" => DicomWindowFunction.Sigmoid,
        "LINEAR_EXACT" => DicomWindowFunction.LinearExact,
        _ => DicomWindowFunction.Linear,
    };

    private static (long Low, long High)? Padding(DicomDataSet dataSet, PixelModule module)
    {
        if (dataSet.Numbers(DicomTag.PixelPaddingValue, module.IsSigned) is not [double value, ..])
        {
            return null;
        }

        double limit = dataSet.Numbers(DicomTag.PixelPaddingRangeLimit, module.IsSigned) is [double other, ..]
            ? other
            : value;
        return ((long)Math.Min(value, limit), (long)Math.Max(value, limit));
    }
}
