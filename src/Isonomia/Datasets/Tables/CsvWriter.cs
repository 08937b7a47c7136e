using System.Buffers;
using System.Globalization;
using System.Text;

namespace Isonomia.Datasets;

/// <summary>Writes a CSV file row by row; the file appears under its name only when it is complete.</summary>
/// <remarks>Source: RFC 4180 (comma, double quotes, CRLF), UTF-8 without a mark. Numbers are written as the shortest
/// text that reads back to the same value, in the invariant culture.</remarks>
public sealed class CsvWriter : IDisposable
{
    private static readonly SearchValues<char> Special = SearchValues.Create(",\"\r\n");

    private readonly PartialFile _file;
    private readonly StreamWriter _writer;
    private readonly int _columnCount;
    private int _cell;
    private bool _open = true;

    /// <summary>Starts a file; an existing one stays until <see cref="Complete"/>.</summary>
    /// <param name="path">The file to write; its folder must exist.</param>
    /// <param name="columns">The header, at least one name.</param>
    /// <exception cref="ArgumentException">There are no columns.</exception>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public CsvWriter(string path, IReadOnlyList<string> columns)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(columns);
        if (columns.Count == 0)
        {
            throw new ArgumentException("A CSV file needs at least one column.", nameof(columns));
        }

        _columnCount = columns.Count;
        _file = new PartialFile(path);
        _writer = new StreamWriter(_file.Stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false))
        {
            NewLine = "\r\n",
        };
        foreach (string column in columns)
        {
            Cell(column);
        }

        EndRow();
    }

    /// <summary>Writes a text cell, quoted where it must be.</summary>
    /// <param name="text">The text; null is an empty cell.</param>
    /// <exception cref="InvalidOperationException">The row is full already.</exception>
    public void Cell(string? text) => Cell(text.AsSpan());

    /// <summary>Writes a number cell; NaN is an empty cell.</summary>
    /// <param name="number">The number.</param>
    /// <exception cref="InvalidOperationException">The row is full already.</exception>
    public void Cell(double number)
    {
        Span<char> text = stackalloc char[32];
        number.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        Cell(double.IsNaN(number) ? [] : text[..length]);
    }

    /// <summary>Writes an integer cell.</summary>
    /// <param name="number">The number.</param>
    /// <exception cref="InvalidOperationException">The row is full already.</exception>
    public void Cell(long number)
    {
        Span<char> text = stackalloc char[20];
        number.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        Cell(text[..length]);
    }

    /// <summary>Ends the row.</summary>
    /// <exception cref="InvalidOperationException">The row has too few cells.</exception>
    public void EndRow()
    {
        if (_cell != _columnCount)
        {
            throw new InvalidOperationException($"The row has {_cell} cells; the header has {_columnCount}.");
        }

        _writer.WriteLine();
        _cell = 0;
    }

    /// <summary>Puts the file in its place.</summary>
    /// <exception cref="InvalidOperationException">A row is not ended, or the file was completed before.</exception>
    public void Complete()
    {
        if (_cell != 0 || !_open)
        {
            throw new InvalidOperationException("The file is complete already, or a row is not ended.");
        }

        _open = false;
        using (_file) // a full disk leaves nothing half-written
        {
            _writer.Dispose();
            _file.Complete();
        }
    }

    /// <summary>Throws the file away unless it was completed.</summary>
    public void Dispose()
    {
        if (_open)
        {
            _open = false;
            using (_file)
            {
                _writer.Dispose();
            }
        }
    }

    private void Cell(ReadOnlySpan<char> text)
    {
        if (_cell == _columnCount)
        {
            throw new InvalidOperationException($"The row has more cells than the header's {_columnCount}.");
        }

        if (_cell++ > 0)
        {
            _writer.Write(',');
        }

        bool quoted = text.ContainsAny(Special) || (_columnCount == 1 && text.IsEmpty);
        if (!quoted)
        {
            _writer.Write(text);
            return;
        }

        _writer.Write('"');
        foreach (char letter in text)
        {
            _writer.Write(letter);
            if (letter == '"')
            {
                _writer.Write('"');
            }
        }

        _writer.Write('"');
    }
}
