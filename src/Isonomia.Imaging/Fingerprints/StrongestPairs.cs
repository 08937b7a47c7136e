namespace Isonomia.Imaging;

/// <summary>Keeps, of a matrix that is seen block by block, the largest entries of each row and of each
/// column.</summary>
internal sealed class StrongestPairs
{
    private readonly int _kept;
    private readonly (float Value, int Other, int Variant)[][] _rows;
    private readonly (float Value, int Other, int Variant)[][] _columns;

    internal StrongestPairs(int count, int kept)
    {
        _kept = Math.Min(kept, count - 1);
        _rows = [.. Enumerable.Range(0, count).Select(_ => Empty(_kept))];
        _columns = [.. Enumerable.Range(0, count).Select(_ => Empty(_kept))];
    }

    /// <summary>Takes a row; only one thread may take a given row.</summary>
    internal void AddRow(int row, float[] values, int[] variants)
    {
        for (int column = 0; column < values.Length; column++)
        {
            if (column != row)
            {
                Keep(_rows[row], values[column], column, variants[column]);
            }
        }
    }

    /// <summary>Takes the columns of a block of rows, in order.</summary>
    internal void AddColumns(int firstRow, Span<float[]> values, int[][] variants)
    {
        for (int i = 0; i < values.Length; i++)
        {
            for (int column = 0; column < values[i].Length; column++)
            {
                if (column != firstRow + i)
                {
                    Keep(_columns[column], values[i][column], firstRow + i, variants[i][column]);
                }
            }
        }
    }

    /// <summary>Every pair once, in the direction with the larger value.</summary>
    internal IEnumerable<(int Row, int Column, int Variant)> Pairs()
    {
        Dictionary<(int, int), (float Value, int Row, int Column, int Variant)> best = [];
        for (int i = 0; i < _rows.Length; i++)
        {
            foreach ((float value, int other, int variant) in _rows[i])
            {
                Put(value, i, other, variant);
            }

            foreach ((float value, int other, int variant) in _columns[i])
            {
                Put(value, other, i, variant);
            }
        }

        return best.Values.Select(pair => (pair.Row, pair.Column, pair.Variant));

        void Put(float value, int row, int column, int variant)
        {
            (int, int) key = (Math.Min(row, column), Math.Max(row, column));
            if (row >= 0 && column >= 0
                && (!best.TryGetValue(key, out var old) || value > old.Value || (value == old.Value && row < old.Row)))
            {
                best[key] = (value, row, column, variant);
            }
        }
    }

    private static (float, int, int)[] Empty(int kept)
    {
        (float, int, int)[] places = new (float, int, int)[kept];
        Array.Fill(places, (-1f, -1, 0));
        return places;
    }

    /// <summary>Inserts into a short list that is sorted by value, falling; earlier ones stay before equal
    /// ones.</summary>
    private static void Keep((float Value, int Other, int Variant)[] places, float value, int other, int variant)
    {
        if (!(value > places[^1].Value))
        {
            return;
        }

        int at = places.Length - 1;
        while (at > 0 && places[at - 1].Value < value)
        {
            places[at] = places[at - 1];
            at--;
        }

        places[at] = (value, other, variant);
    }
}
