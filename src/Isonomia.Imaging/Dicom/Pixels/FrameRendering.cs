namespace Isonomia.Imaging;

/// <summary>Gives samples their meaning: gray values, palette colors or color models.</summary>
internal static class FrameRendering
{
    internal static Image Render(
        DicomContent content, PixelModule module, int frame, ImageReadOptions options, string path)
    {
        if (module.DataTag != DicomTag.PixelData)
        {
            return FloatPixels.Render(content.DataSet, module, frame, options, path);
        }

        RawFrame raw = FrameDecoding.Decode(content, module, frame, path);
        if (raw.Bytes.Length < (long)module.PixelCount * module.SampleCount * raw.Width)
        {
            throw new ImageFormatException(path, $"frame {frame + 1} has fewer samples than its rows and columns need");
        }

        return module.Photometric == "PALETTE COLOR" ? Palette.Render(raw, content.DataSet, module, path)
            : module.SampleCount == 1 ? Gray(raw, content.DataSet, module, frame, options, path)
            : Color.Render(raw, module);
    }

    private static Image Gray(
        RawFrame raw, DicomDataSet dataSet, PixelModule module, int frame, ImageReadOptions options, string path)
    {
        GrayTransform transform = GrayTransform.Of(dataSet, module, frame, options, path);
        StoredValues values = new(raw, module);
        if (transform.IsPlain && module.BitsStored == 8 && !module.IsSigned && module.BitsAllocated == 8
            && module.HighBit == 7 && options.Grayscale == ImageGrayscale.Display)
        {
            byte[] bytes = raw.Bytes[..module.PixelCount].ToArray();
            if (transform.IsInverted)
            {
                for (int i = 0; i < bytes.Length; i++)
                {
                    bytes[i] = (byte)(255 - bytes[i]);
                }
            }

            return new Image(module.Columns, module.Rows, 1, bytes);
        }

        return new Image(module.Columns, module.Rows, 1, transform.Apply(values));
    }
}
