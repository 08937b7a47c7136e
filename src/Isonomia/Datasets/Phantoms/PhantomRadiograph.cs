using Isonomia.Imaging;
using Isonomia.Numerics;

namespace Isonomia.Datasets;

/// <summary>Draws one phantom radiograph: a trunk with two dark lungs, a heart, a spine and ribs, and an opacity in one
/// lung.</summary>
internal static class PhantomRadiograph
{
    private const int WaveCount = 5;
    private const int FirstHarmonic = 3;
    private const int HarmonicCount = 5;

    /// <summary>Draws a picture; the sign (about −2 to 5) makes the opacity denser and its border more
    /// uneven.</summary>
    /// <param name="random">Gives the anatomy and the noise.</param>
    /// <param name="side">The side in pixels.</param>
    /// <param name="sign">The sign of the finding.</param>
    /// <param name="brightness">What the scanner adds to every gray level.</param>
    /// <param name="noise">The standard deviation of its noise.</param>
    /// <param name="denseBases">Whether the lower lung fields are denser.</param>
    internal static Image Draw(
        RandomSource random, int side, double sign, double brightness, double noise, bool denseBases)
    {
        Anatomy anatomy = new(random, sign, denseBases);
        byte[] samples = new byte[side * side];
        for (int row = 0; row < side; row++)
        {
            for (int column = 0; column < side; column++)
            {
                double value = brightness
                    + anatomy.At((column + 0.5) / side, (row + 0.5) / side)
                    + (noise * random.NextNormal());
                samples[(row * side) + column] = (byte)Math.Clamp(Math.Round(value), 0, 255);
            }
        }

        return new Image(side, side, 1, samples);
    }

    /// <summary>The gray level at every place of the picture; both coordinates run from 0 to 1, right and
    /// down.</summary>
    private sealed class Anatomy
    {
        private readonly double _width;
        private readonly double _ribPhase;
        private readonly double _heart;
        private readonly double _baseDensity;
        private readonly double _depth;
        private readonly double _centerX;
        private readonly double _centerY;
        private readonly double _radius;
        private readonly double _stretch;
        private readonly (double Amplitude, double Phase)[] _harmonics = new (double, double)[HarmonicCount];
        private readonly (double X, double Y, double Phase, double Amplitude)[] _waves = new (
            double, double, double, double)[WaveCount];

        internal Anatomy(RandomSource random, double sign, bool denseBases)
        {
            double strength = 1 / (1 + Math.Exp(-(sign - 1.2)));
            _width = 1 + (0.05 * random.NextNormal());
            _ribPhase = random.NextDouble();
            _heart = 0.105 + (0.012 * random.NextNormal());
            _baseDensity = (denseBases ? 26 : 8) + (6 * random.NextNormal());
            bool left = random.NextInt32(2) == 0;
            _centerX = (left ? 0.30 : 0.70) + (0.02 * random.NextNormal());
            _centerY = 0.45 + (0.05 * random.NextNormal());
            _radius = 0.10 + (0.035 * random.NextDouble()) + (0.05 * strength);
            _stretch = 0.8 + (0.4 * random.NextDouble());
            _depth = 6 + (110 * strength);
            for (int k = 0; k < HarmonicCount; k++)
            {
                _harmonics[k] = ((0.02 + (0.08 * strength)) * random.NextNormal(), 2 * Math.PI * random.NextDouble());
            }

            for (int wave = 0; wave < WaveCount; wave++)
            {
                _waves[wave] = (
                    14 * random.NextNormal(), 14 * random.NextNormal(), 2 * Math.PI * random.NextDouble(),
                    3 * random.NextDouble());
            }
        }

        internal double At(double x, double y)
        {
            double trunk = Inside(x, y, 0.5, 0.58, 0.47 * _width, 0.62, 0.03);
            double lungs = Math.Max(
                Inside(x, y, 0.29, 0.47, 0.165 * _width, 0.33, 0.02),
                Inside(x, y, 0.71, 0.47, 0.165 * _width, 0.33, 0.02));
            double heart = Inside(x, y, 0.56, 0.62, _heart * 1.15, _heart * 1.3, 0.02);
            double spine = Math.Exp(-Math.Pow((x - 0.5) / 0.035, 2));
            double bend = y + (0.25 * Math.Pow(x - 0.5, 2));
            double ribs = Math.Pow(Math.Max(0, Math.Sin(2 * Math.PI * ((bend * 9) + _ribPhase))), 4);
            double value = 18 + (trunk * (120 + (34 * spine)));
            value -= lungs * trunk * 78;
            value += trunk * 16 * ribs;
            value += heart * 46 * (0.4 + (0.6 * lungs));
            value += lungs * _baseDensity / (1 + Math.Exp(-(y - 0.58) / 0.04));
            value += _depth * Opacity(x, y) * (0.25 + (0.75 * lungs));
            foreach ((double fx, double fy, double phase, double amplitude) in _waves)
            {
                value += amplitude * Math.Cos((fx * x) + (fy * y) + phase);
            }

            return value;
        }

        private double Opacity(double x, double y)
        {
            double dx = (x - _centerX) / _stretch;
            double dy = (y - _centerY) * _stretch;
            double angle = Math.Atan2(dy, dx);
            double border = _radius;
            for (int k = 0; k < HarmonicCount; k++)
            {
                border += _radius * _harmonics[k]
                    .Amplitude * Math.Cos(((k + FirstHarmonic) * angle) + _harmonics[k].Phase);
            }

            return 1 / (1 + Math.Exp((Math.Sqrt((dx * dx) + (dy * dy)) - border) / 0.016));
        }

        /// <summary>1 inside an ellipse, 0 outside, with a soft border.</summary>
        private static double Inside(
            double x, double y, double centerX, double centerY, double radiusX, double radiusY, double softness)
        {
            double distance = Math.Sqrt(Math.Pow((x - centerX) / radiusX, 2) + Math.Pow((y - centerY) / radiusY, 2));
            return 1 / (1 + Math.Exp((distance - 1) * Math.Min(radiusX, radiusY) / softness));
        }
    }
}
