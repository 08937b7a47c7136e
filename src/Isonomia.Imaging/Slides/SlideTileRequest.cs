namespace Isonomia.Imaging;

/// <summary>Which tiles of a slide are wanted.</summary>
public sealed record SlideTileRequest
{
    /// <summary>The resolution, from 0 (the finest).</summary>
    public int Level { get; init; }

    /// <summary>The side of a tile in pixels of the level, in [1, 8192].</summary>
    public int TileSize { get; init; } = 224;

    /// <summary>Pixels between the starts of neighboring tiles, at least 1; the tile size where null.</summary>
    public int? Stride { get; init; }

    /// <summary>Whether tiles that reach over the right or lower edge are given too, filled up with white.</summary>
    public bool KeepPartialTiles { get; init; }

    /// <summary>The least share of colored pixels, in [0, 1]; tiles with less are glass and left out.</summary>
    /// <remarks>A pixel is colored where its largest and smallest band differ by at least 15 of 255: stain has color,
    /// glass and dust are gray. 0 keeps everything.</remarks>
    public double MinimumTissueShare { get; init; }
}
