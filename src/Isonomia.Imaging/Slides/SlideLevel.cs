namespace Isonomia.Imaging;

/// <summary>One resolution of a slide.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Downsample">How many pixels of the finest level lie side by side in one of this, at least 1.</param>
public sealed record SlideLevel(int Width, int Height, double Downsample);
