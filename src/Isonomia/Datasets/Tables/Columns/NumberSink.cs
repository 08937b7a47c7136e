using System.Globalization;

namespace Isonomia.Datasets;

/// <summary>Keeps a column as doubles; NaN where a cell is missing or not finite.</summary>
internal sealed class NumberSink(string column, MissingMarkers markers) : ColumnSink(column)
{
    private const int NamedRows = 3;

    private readonly Growing<double> _numbers = new();
    private readonly List<int> _badRows = [];
    private long _badCount;
    private bool _decimalComma;

    internal override bool TakesNumbers => true;

    internal override int Count => _numbers.Count;

    /// <summary>How many cells were empty, NULL or a missing marker.</summary>
    internal long Empty { get; private set; }

    /// <summary>How many cells said NaN.</summary>
    internal long NotANumber { get; private set; }

    /// <summary>How many cells were infinite.</summary>
    internal long Infinite { get; private set; }

    internal override void Reserve(long capacity) => _numbers.Reserve(capacity);

    internal double[] Take() => _numbers.Take();

    internal override void Append(DuckDbVector cells)
    {
        int first = _numbers.Count;
        Span<double> target = _numbers.Extend(cells.Count);
        for (int i = 0; i < target.Length; i++)
        {
            double number = double.NaN;
            if (!cells.HasValue(i))
            {
                Empty++;
            }
            else if (cells.HoldsNumbers)
            {
                number = Checked(cells.Numbers[i]);
            }
            else if (markers.Contains(cells.Bytes(i)))
            {
                Empty++;
            }
            else if (TryParse(cells.Bytes(i), out double parsed))
            {
                number = Finite(parsed);
            }
            else
            {
                Bad(first + i, cells.Bytes(i));
            }

            target[i] = number;
        }
    }

    internal override IEnumerable<TableProblem> Problems(RowOrigins origins)
    {
        if (_badCount == 0)
        {
            yield break;
        }

        (TableSource source, long row) = origins.Locate(_badRows[0]);
        string hint = _decimalComma ? " (decimal commas are not read)" : string.Empty;
        string what = _badCount == 1
            ? "a cell that is not a number"
            : $"{Words.Count(_badCount)} cells that are not numbers";
        yield return new TableProblem(
            $"{source.Name} row {row}: column '{Column}' has {what}{Rest(origins)}; expected numbers with a decimal "
                + $"point{hint}, "
            + "or name what stands for 'unknown' as a missing value.",
            source.Path,
            row,
            Column);
    }

    private static bool TryParse(ReadOnlySpan<byte> text, out double number)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        {
            return true;
        }

        ReadOnlySpan<byte> trimmed = text.Trim(" \t"u8);
        bool negative = trimmed.StartsWith("-"u8);
        ReadOnlySpan<byte> word = trimmed.TrimStart("+-"u8);
        number = negative ? double.NegativeInfinity : double.PositiveInfinity;
        return word.Length == 3 && (word[0] | 0x20) == 'i' && (word[1] | 0x20) == 'n' && (word[2] | 0x20) == 'f';
    }

    private double Checked(double number)
    {
        if (markers.Contains(number))
        {
            Empty++;
            return double.NaN;
        }

        return Finite(number);
    }

    private double Finite(double number)
    {
        if (double.IsNaN(number))
        {
            NotANumber++;
        }
        else if (double.IsInfinity(number))
        {
            Infinite++;
        }
        else
        {
            return number;
        }

        return double.NaN;
    }

    private void Bad(int row, ReadOnlySpan<byte> cell)
    {
        _badCount++;
        if (_badRows.Count < NamedRows)
        {
            _badRows.Add(row);
        }

        _decimalComma |= cell.Contains((byte)',') && cell.IndexOfAnyExcept("0123456789,-+ "u8) < 0;
    }

    private string Rest(RowOrigins origins)
    {
        IEnumerable<string> rest = _badRows.Skip(1)
            .Select(index => origins.Locate(index))
            .Select(place => $"{place.Row}");
        string list = string.Join(", ", rest);
        return list.Length == 0
            ? string.Empty
            : $" (next: row {list}{(_badCount > _badRows.Count ? ", …" : string.Empty)})";
    }
}
