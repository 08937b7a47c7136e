namespace Isonomia.Imaging;

/// <summary>A DICOM file in memory: its facts, and its frames as pictures.</summary>
/// <remarks>
/// <para>Transfer syntaxes: implicit and explicit, little and big endian, deflated, RLE, JPEG (baseline, extended,
/// lossless), JPEG-LS, JPEG 2000. The compressed ones but RLE are decoded by GDCM.</para>
/// <para>Overlays are ignored, also those in unused bits of the samples. An object may be used by many threads at
/// once.</para>
/// </remarks>
public sealed class DicomFile
{
    private readonly string _path;
    private readonly DicomContent _content;

    private DicomFile(string path, DicomContent content)
    {
        (_path, _content) = (path, content);
        Facts = new DicomFactsReader(content.DataSet).Read(content);
    }

    /// <summary>What the file says about patient, acquisition and picture.</summary>
    public DicomFacts Facts { get; }

    /// <summary>How many frames the file announces; 0 where it holds no pixels.</summary>
    public int FrameCount => Facts.FrameCount;

    /// <summary>Elements that name a person and are filled, by keyword; never their values. Values that say that they
    /// were taken out (<c>ANONYMOUS</c>, <c>REMOVED</c>) do not count.</summary>
    /// <remarks>Source: DICOM PS3.15, table E.1-1, the elements that identify a patient, a physician or an
    /// address.</remarks>
    public IReadOnlyList<string> IdentifyingElements => DicomIdentifiers.FilledIn(DataSet);

    internal DicomDataSet DataSet => _content.DataSet;

    /// <summary>Opens a file; its bytes are read, its pixels are not decoded yet.</summary>
    /// <param name="path">The file, with or without a preamble.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ImageFormatException">The file is no DICOM file, or its elements are truncated.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public static DicomFile Open(string path) => Open(File.ReadAllBytes(path), path);

    /// <summary>Opens a file that is already in memory, for example one that came from a DICOMweb server.</summary>
    /// <param name="encoded">The bytes of the file; they must not change while the object is used.</param>
    /// <param name="path">Where they came from, for the error sentence.</param>
    /// <returns>The file.</returns>
    /// <exception cref="ImageFormatException">The bytes are no DICOM file, or its elements are truncated.</exception>
    public static DicomFile Open(ReadOnlyMemory<byte> encoded, string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return new DicomFile(path, DicomParser.Parse(encoded, path));
    }

    /// <summary>Whether bytes look like a DICOM file, with or without a preamble.</summary>
    /// <param name="encoded">The first bytes; 132 are enough.</param>
    /// <returns>Whether it is worth opening.</returns>
    public static bool IsDicom(ReadOnlySpan<byte> encoded) => DicomParser.IsDicom(encoded);

    /// <summary>Decodes one frame.</summary>
    /// <remarks>
    /// <para>Gray frames: stored values go through modality LUT or rescale, then (unless
    /// <see cref="ImageGrayscale.Modality"/> is asked for) through VOI LUT or window to [0, 1], and MONOCHROME1 is
    /// inverted, as viewers do; the samples are floats. 8-bit frames without any of these stay 8-bit.</para>
    /// <para>Where the file has no window and more than 8 bits, the smallest value that is not padding becomes black
    /// and the largest white.</para>
    /// <para>Color frames become RGB, 8-bit or floats of more bits. Source: PS3.3 C.7.6.3, C.11.1, C.11.2; PS3.4
    /// N.2.</para>
    /// </remarks>
    /// <param name="frame">The frame, from 0.</param>
    /// <param name="options">How gray values become brightness and what is refused; null for the defaults.</param>
    /// <returns>The picture.</returns>
    /// <exception cref="ImageFormatException">There are no pixels, or they are truncated, damaged or contradict the
    /// header.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The file has fewer frames.</exception>
    /// <exception cref="DllNotFoundException">The frame is compressed and GDCM is missing.</exception>
    public Image ReadFrame(int frame = 0, ImageReadOptions? options = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(frame);
        options ??= ImageReadOptions.Default;
        PixelModule module = PixelModule.Of(_content.DataSet, _path);
        options.RequireSize(module.Columns, module.Rows, _path);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(frame, module.FrameCount);
        return FrameRendering.Render(_content, module, frame, options, _path);
    }
}
