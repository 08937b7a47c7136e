using System.Globalization;

namespace Isonomia.Imaging;

/// <summary>A window: which modality values become black, gray and white.</summary>
/// <param name="Center">The value that becomes middle gray.</param>
/// <param name="Width">The range from black to white, above 0 (at least 1 for
/// <see cref="DicomWindowFunction.Linear"/>).</param>
/// <param name="Function">The shape of the curve.</param>
public readonly record struct DicomWindow(
    double Center, double Width, DicomWindowFunction Function = DicomWindowFunction.Linear)
{
    internal bool IsValid => double.IsFinite(Center) && double.IsFinite(Width)
        && (Function == DicomWindowFunction.Linear ? Width >= 1 : Width > 0);

    /// <summary>The brightness of a value. Source: PS3.3 C.11.2.1.2.1 and C.11.2.1.3.</summary>
    /// <param name="value">A modality value.</param>
    /// <returns>The brightness, in [0, 1].</returns>
    public double Apply(double value) => Function switch
    {
        DicomWindowFunction.Sigmoid => 1 / (1 + Math.Exp(-4 * (value - Center) / Width)),
        DicomWindowFunction.LinearExact => value <= Center - (Width / 2) ? 0
            : value > Center + (Width / 2) ? 1
            : ((value - Center) / Width) + 0.5,
        _ => value <= Center - 0.5 - ((Width - 1) / 2) ? 0
            : value > Center - 0.5 + ((Width - 1) / 2) ? 1
            : ((value - (Center - 0.5)) / (Width - 1)) + 0.5,
    };

    internal string CanonicalText => string.Create(
        CultureInfo.InvariantCulture, $"{Center:R}:{Width:R}:{Function.ToString().ToLowerInvariant()}");
}
