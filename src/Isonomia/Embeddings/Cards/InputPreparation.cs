using Isonomia.Imaging;

namespace Isonomia.Embeddings;

/// <summary>A <see cref="ModelInput"/> made ready for many pictures: the steps are read once, and 8-bit samples are
/// normalized through a table.</summary>
/// <remarks>Gives the bytes that the pipeline of <see cref="ModelInput.Text"/> gives (tested). Many threads may use
/// it.</remarks>
internal sealed class InputPreparation
{
    private const int LevelCount = 256;
    private readonly ModelInput _input;
    private readonly TransformPipeline _steps;
    private readonly float[] _tables;

    internal InputPreparation(ModelInput input)
    {
        (_input, _steps) = (input, TransformPipeline.Parse(input.StepsText));
        _tables = new float[LevelCount * input.BandCount];
        for (int i = 0; i < _tables.Length; i++)
        {
            int band = i / LevelCount;
            _tables[i] = (((i % LevelCount) / 255f) - input.Mean[band]) / input.StandardDeviation[band];
        }
    }

    /// <summary>Turns a picture into one row of the input tensor.</summary>
    internal void Fill(Image picture, Span<float> target)
    {
        ArgumentNullException.ThrowIfNull(picture);
        if (target.Length != _input.Length)
        {
            throw new ArgumentException(
                $"The target holds {target.Length} numbers; one picture becomes {_input.Length}.", nameof(target));
        }

        Image sized = _steps.Apply(picture);
        int pixelCount = _input.Width * _input.Height;
        for (int band = 0; band < _input.BandCount; band++)
        {
            Span<float> plane = target.Slice(band * pixelCount, pixelCount);
            if (sized.IsByte)
            {
                FillBytes(sized.Bytes[band..], sized.BandCount, _tables.AsSpan(band * LevelCount, LevelCount), plane);
            }
            else
            {
                FillFloats(sized, band, plane);
            }
        }
    }

    private static void FillBytes(ReadOnlySpan<byte> samples, int stride, ReadOnlySpan<float> table, Span<float> plane)
    {
        int at = 0;
        for (int i = 0; i < plane.Length; i++, at += stride)
        {
            plane[i] = table[samples[at]];
        }
    }

    private void FillFloats(Image sized, int band, Span<float> plane)
    {
        ReadOnlySpan<float> samples = sized.Floats;
        float mean = _input.Mean[band];
        float deviation = _input.StandardDeviation[band];
        for (int i = 0; i < plane.Length; i++)
        {
            plane[i] = ((samples[(i * sized.BandCount) + band] / sized.FullScale) - mean) / deviation;
        }
    }
}
