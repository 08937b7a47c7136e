using System.Globalization;
using System.Text;

namespace Isonomia.Datasets;

/// <summary>
/// What counts as "unknown" in a cell: NULL, nothing but spaces, or one of the markers that were asked for.
/// </summary>
internal sealed class MissingMarkers(IReadOnlyList<string> markers)
{
    private readonly byte[][] _texts = [.. markers.Select(Encoding.UTF8.GetBytes)];

    private readonly double[] _numbers = [.. markers
        .Select(marker => double.TryParse(marker, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? number
            : double.NaN)
        .Where(number => !double.IsNaN(number))];

    internal static MissingMarkers None { get; } = new([]);

    internal bool Contains(ReadOnlySpan<byte> cell)
    {
        if (cell.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0)
        {
            return true;
        }

        foreach (byte[] text in _texts)
        {
            if (cell.SequenceEqual(text))
            {
                return true;
            }
        }

        return false;
    }

    internal bool Contains(double number) => Array.IndexOf(_numbers, number) >= 0;
}
