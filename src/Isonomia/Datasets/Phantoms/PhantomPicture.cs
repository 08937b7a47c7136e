using Isonomia.Imaging;
using Isonomia.Numerics;

namespace Isonomia.Datasets;

/// <summary>Draws one phantom: a dark blob with an uneven border over a textured, unevenly lit background.</summary>
internal static class PhantomPicture
{
    internal const int Side = 64;
    private const int WaveCount = 6;
    private const int FirstHarmonic = 3;
    private const int HarmonicCount = 5;

    /// <summary>Draws a picture; the sign (about −2 to 5) makes the blob darker and its border more uneven.</summary>
    internal static Image Draw(RandomSource random, double sign, double brightness, double noise)
    {
        double[,] background = Background(random);
        double strength = 1 / (1 + Math.Exp(-(sign - 1.2)));
        double centerX = 32 + (3 * random.NextNormal());
        double centerY = 32 + (3 * random.NextNormal());
        double radius = 13 + (5 * random.NextDouble());
        double stretch = 0.8 + (0.4 * random.NextDouble());
        (double Amplitude, double Phase)[] harmonics = new (double, double)[HarmonicCount];
        for (int k = 0; k < HarmonicCount; k++)
        {
            harmonics[k] = ((0.02 + (0.16 * strength)) * random.NextNormal(), 2 * Math.PI * random.NextDouble());
        }

        double depth = 45 + (60 * strength);
        byte[] samples = new byte[Side * Side];
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                double dx = (x - centerX) / stretch;
                double dy = (y - centerY) * stretch;
                double angle = Math.Atan2(dy, dx);
                double border = radius;
                for (int k = 0; k < HarmonicCount; k++)
                {
                    border += radius * harmonics[k]
                        .Amplitude * Math.Cos(((k + FirstHarmonic) * angle) + harmonics[k].Phase);
                }

                double inside = 1 / (1 + Math.Exp(Math.Sqrt((dx * dx) + (dy * dy)) - border));
                double value = brightness + background[y, x] - (depth * inside) + (noise * random.NextNormal());
                samples[(y * Side) + x] = (byte)Math.Clamp(Math.Round(value), 0, 255);
            }
        }

        return new Image(Side, Side, 1, samples);
    }

    private static double[,] Background(RandomSource random)
    {
        double[,] field = new double[Side, Side];
        for (int wave = 0; wave < WaveCount; wave++)
        {
            double fx = 0.25 * random.NextNormal();
            double fy = 0.25 * random.NextNormal();
            double phase = 2 * Math.PI * random.NextDouble();
            double amplitude = 4 * random.NextDouble();
            for (int y = 0; y < Side; y++)
            {
                for (int x = 0; x < Side; x++)
                {
                    field[y, x] += amplitude * Math.Cos((fx * x) + (fy * y) + phase);
                }
            }
        }

        return field;
    }
}
