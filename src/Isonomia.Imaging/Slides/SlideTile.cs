namespace Isonomia.Imaging;

/// <summary>One square of a slide.</summary>
/// <param name="Column">Its column in the grid of tiles, from 0.</param>
/// <param name="Row">Its row in the grid of tiles, from 0.</param>
/// <param name="X">Its first pixel column in the level.</param>
/// <param name="Y">Its first pixel row in the level.</param>
/// <param name="Image">Its pixels, RGB.</param>
public sealed record SlideTile(int Column, int Row, int X, int Y, Image Image);
