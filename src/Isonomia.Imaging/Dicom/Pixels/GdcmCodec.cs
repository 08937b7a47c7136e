namespace Isonomia.Imaging;

/// <summary>Decodes one compressed frame with GDCM's codecs: JPEG of more than 8 bits, lossless JPEG, JPEG-LS, JPEG
/// 2000.</summary>
/// <remarks>8-bit JPEG goes to libvips: GDCM fills up a truncated picture with gray and calls it whole. ADR
/// 0010.</remarks>
internal static class GdcmCodec
{
    private static readonly Dictionary<string, gdcm.TransferSyntax.TSType> Syntaxes = new(StringComparer.Ordinal)
    {
        ["1.2.840.10008.1.2.4.50"] = gdcm.TransferSyntax.TSType.JPEGBaselineProcess1,
        ["1.2.840.10008.1.2.4.51"] = gdcm.TransferSyntax.TSType.JPEGExtendedProcess2_4,
        ["1.2.840.10008.1.2.4.57"] = gdcm.TransferSyntax.TSType.JPEGLosslessProcess14,
        ["1.2.840.10008.1.2.4.70"] = gdcm.TransferSyntax.TSType.JPEGLosslessProcess14_1,
        ["1.2.840.10008.1.2.4.80"] = gdcm.TransferSyntax.TSType.JPEGLSLossless,
        ["1.2.840.10008.1.2.4.81"] = gdcm.TransferSyntax.TSType.JPEGLSNearLossless,
        ["1.2.840.10008.1.2.4.90"] = gdcm.TransferSyntax.TSType.JPEG2000Lossless,
        ["1.2.840.10008.1.2.4.91"] = gdcm.TransferSyntax.TSType.JPEG2000,
    };

    internal static bool Supports(string transferSyntaxUid) => Syntaxes.ContainsKey(transferSyntaxUid);

    internal static RawFrame Decode(
        ReadOnlyMemory<byte> stream, string transferSyntaxUid, PixelModule module, string path)
    {
        StreamHeader header = Checked(StreamHeader.Read(stream.Span), module, path);
        if (header.IsCommonJpeg)
        {
            return new RawFrame(
                Fit(JpegCodec.Decode(stream.Span, header, path), 1, module),
                Math.Max(1, module.BitsAllocated / 8),
                ColorOf(header, module));
        }

        RequireEnd(stream.Span, path);
        _ = GdcmRuntime.Version;
        int width = header.Precision <= 8 ? 1 : 2;
        byte[] samples = new byte[module.PixelCount * module.SampleCount * width];
        if (!Run(Repaired(stream.ToArray(), header), Syntaxes[transferSyntaxUid], header, module, samples))
        {
            throw new ImageFormatException(path, "the compressed frame is damaged: the decoder (GDCM) refused it");
        }

        return new RawFrame(
            Fit(samples, width, module), Math.Max(width, module.BitsAllocated / 8), ColorOf(header, module));
    }

    /// <summary>GDCM decodes what is left of a truncated stream and calls it whole; a whole one ends with its
    /// mark.</summary>
    private static void RequireEnd(ReadOnlySpan<byte> stream, string path)
    {
        ReadOnlySpan<byte> end = stream.TrimEnd((byte)0);
        if (!end.EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9]) && !end.EndsWith((ReadOnlySpan<byte>)[0xFF, 0xD9, 0xFF]))
        {
            throw new ImageFormatException(path, "the compressed frame is truncated: the mark at its end is missing");
        }
    }

    private static StreamHeader Checked(StreamHeader? header, PixelModule module, string path)
    {
        if (header is null)
        {
            throw new ImageFormatException(
                path, "the compressed frame does not start with a whole JPEG, JPEG-LS or JPEG 2000 header");
        }

        if (header.Width != module.Columns
            || header.Height != module.Rows
            || header.ComponentCount != module.SampleCount)
        {
            throw new ImageFormatException(
                path,
                $"the compressed frame is {header.Width} × {header.Height} × {header.ComponentCount}; the data set "
                    + $"says "
                + $"{module.Columns} × {module.Rows} × {module.SampleCount}");
        }

        return header.Precision is >= 2 and <= 16
            ? header
            : throw new ImageFormatException(
                path, $"the compressed frame has {header.Precision} bits; 2 to 16 were expected");
    }

    /// <summary>Some writers leave the spectral range of a sequential scan empty; libjpeg would grumble on the
    /// console.</summary>
    private static byte[] Repaired(byte[] stream, StreamHeader header)
    {
        int parameters = header.ScanStart + 5 + (header.ScanStart > 0 ? 2 * stream[header.ScanStart + 4] : 0);
        if (header.Process == 0xC1 && parameters + 2 < stream.Length)
        {
            (stream[parameters], stream[parameters + 1], stream[parameters + 2]) = (0, 63, 0);
        }

        return stream;
    }

    private static bool Run(
        byte[] stream, gdcm.TransferSyntax.TSType syntax, StreamHeader header, PixelModule module, byte[] samples)
    {
        using gdcm.TransferSyntax transferSyntax = new(syntax);
        using gdcm.PixelFormat format = new(
            (ushort)module.SampleCount,
            (ushort)(header.Precision <= 8 ? 8 : header.IsExtendedJpeg ? 12 : 16), // picks GDCM's build of libjpeg
            (ushort)header.Precision,
            (ushort)(header.Precision - 1),
            (ushort)(header.IsSigned ? 1 : 0));
        using gdcm.PhotometricInterpretation photometric = new(module.SampleCount == 1
            ? gdcm.PhotometricInterpretation.PIType.MONOCHROME2
            : gdcm.PhotometricInterpretation.PIType.RGB); // no color transform by the decoder; we make it ourselves
        using gdcm.VL length = new((uint)stream.Length);
        using gdcm.Fragment fragment = new();
        fragment.SetByteValue(stream, length);
        using gdcm.SmartPtrFrag fragments = gdcm.SequenceOfFragments.New();
        fragments.AddFragment(fragment);
        using gdcm.Tag tag = new(0x7FE0, 0x0010);
        using gdcm.DataElement data = new(tag);
        data.SetValue(fragments.__ref__());
        using gdcm.Image image = new();
        image.SetNumberOfDimensions(2);
        image.SetDimension(0, (uint)module.Columns);
        image.SetDimension(1, (uint)module.Rows);
        image.SetTransferSyntax(transferSyntax);
        image.SetPixelFormat(format);
        image.SetPhotometricInterpretation(photometric);
        image.SetDataElement(data);
        return image.GetBufferLength() == samples.Length && image.GetBuffer(samples);
    }

    /// <summary>Widens samples to the container that the data set announces, so that its masks and signs
    /// apply.</summary>
    private static byte[] Fit(byte[] samples, int width, PixelModule module)
    {
        int wanted = module.BitsAllocated / 8;
        if (wanted <= width)
        {
            return samples;
        }

        byte[] wide = new byte[samples.Length / width * wanted];
        for (int i = 0; i < samples.Length / width; i++)
        {
            samples.AsSpan(i * width, width).CopyTo(wide.AsSpan(i * wanted));
        }

        return wide;
    }

    /// <summary>JPEG streams are believed about their color model; JPEG 2000 decoders undo theirs themselves.</summary>
    private static RawColor ColorOf(StreamHeader header, PixelModule module) => module.SampleCount == 1
        ? RawColor.Single
        : header.IsYcc switch
        {
            true => RawColor.YbrFull,
            false => RawColor.Rgb,
            null => FrameDecoding.ColorOf(module),
        };
}
