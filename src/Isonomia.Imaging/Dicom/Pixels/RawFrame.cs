namespace Isonomia.Imaging;

/// <summary>Decoded samples before any meaning is given to them: little endian, interleaved, one container a
/// sample.</summary>
/// <param name="Bytes">The samples, shape [rows, columns, samples], each of <paramref name="Width"/> bytes.</param>
/// <param name="Width">Bytes of a sample: 1, 2 or 4.</param>
/// <param name="Color">What the samples of a color frame are now.</param>
internal sealed record RawFrame(ReadOnlyMemory<byte> Bytes, int Width, RawColor Color);

/// <summary>The color model of decoded samples.</summary>
internal enum RawColor
{
    /// <summary>Gray values or palette indices.</summary>
    Single,

    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Luminance and two chrominances over the full range (YBR_FULL).</summary>
    YbrFull,

    /// <summary>Luminance and two chrominances over the video range (YBR_PARTIAL).</summary>
    YbrPartial,
}
