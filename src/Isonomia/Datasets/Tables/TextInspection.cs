using System.Text.Unicode;

namespace Isonomia.Datasets;

/// <summary>Checks text block by block: UTF-8, no NUL bytes, no line over the limit; counts lines.</summary>
internal sealed class TextInspection(string path)
{
    /// <summary>The longest row the reader accepts, in bytes.</summary>
    internal const int RowLimit = 2 << 20;

    private readonly byte[] _carry = new byte[4];
    private readonly List<TableProblem> _problems = [];
    private int _carryCount;
    private long _lineBytes;
    private byte _newLine;
    private bool _array;
    private bool _invalidSeen;
    private bool _nulSeen;

    /// <summary>How many lines have ended so far.</summary>
    internal long Lines { get; private set; }

    internal void Add(ReadOnlySpan<byte> block)
    {
        if (_newLine == 0)
        {
            _newLine = block.Contains((byte)'\n') || !block.Contains((byte)'\r') ? (byte)'\n' : (byte)'\r';
            _array = block.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'[', ..];
        }

        CheckNul(block);
        CheckEncoding(block);
        CheckLength(block);
        Lines += block.Count(_newLine);
    }

    /// <summary>Ends the pass.</summary>
    /// <exception cref="TableException">The text has problems; all kinds are listed.</exception>
    internal void Finish()
    {
        if (_carryCount > 0 && !_invalidSeen)
        {
            Invalid(Lines + 1);
        }

        if (_problems.Count > 0)
        {
            throw new TableException(_problems);
        }
    }

    private void CheckLength(ReadOnlySpan<byte> block)
    {
        int first = block.IndexOf(_newLine);
        _lineBytes += first < 0 ? block.Length : first;
        if (_lineBytes > RowLimit && !_array)
        {
            long line = Lines + 1;
            throw new TableException(new TableProblem(
                $"{Path.GetFileName(path)} line {line} is longer than {RowLimit / (1 << 20)} MiB; expected one row a "
                    + "line.",
                path,
                line));
        }

        if (first >= 0)
        {
            _lineBytes = block.Length - 1 - block.LastIndexOf(_newLine);
        }
    }

    private void CheckNul(ReadOnlySpan<byte> block)
    {
        int at = _nulSeen ? -1 : block.IndexOf((byte)0);
        if (at >= 0)
        {
            _nulSeen = true;
            long line = Lines + 1 + block[..at].Count(_newLine);
            _problems.Add(new TableProblem(
                $"{Path.GetFileName(path)} line {line} has a NUL byte; expected text (is the file damaged, or "
                    + "UTF-16?).",
                path,
                line));
        }
    }

    private void CheckEncoding(ReadOnlySpan<byte> block)
    {
        if (_invalidSeen)
        {
            return;
        }

        ReadOnlySpan<byte> rest = block;
        if (_carryCount > 0)
        {
            int take = Math.Min(_carry.Length - _carryCount, block.Length);
            Span<byte> joined = stackalloc byte[8];
            _carry.AsSpan(0, _carryCount).CopyTo(joined);
            block[..take].CopyTo(joined[_carryCount..]);
            int length = SequenceLength(joined[0]);
            int missing = length - _carryCount;
            if (missing > take || !Utf8.IsValid(joined[..length]))
            {
                Invalid(Lines + 1);
                return;
            }

            rest = block[missing..];
            _carryCount = 0;
        }

        int tail = IncompleteTail(rest);
        if (!Utf8.IsValid(rest[..^tail]))
        {
            Invalid(Lines + 1 + block[..(block.Length - rest.Length + FirstInvalid(rest))].Count(_newLine));
            return;
        }

        rest[^tail..].CopyTo(_carry);
        _carryCount = tail;
    }

    private void Invalid(long line)
    {
        _invalidSeen = true;
        _problems.Add(new TableProblem(
            $"{Path.GetFileName(path)} line {line} is not UTF-8 text (Latin-1 or Windows-1252?); save the file as "
                + "UTF-8.",
            path,
            line));
    }

    private static int SequenceLength(byte lead) => lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;

    private static int IncompleteTail(ReadOnlySpan<byte> bytes)
    {
        for (int back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            byte value = bytes[^back];
            if (value >= 0xC0)
            {
                return back < SequenceLength(value) ? back : 0;
            }

            if (value < 0x80)
            {
                return 0;
            }
        }

        return 0;
    }

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        (int low, int high) = (0, bytes.Length);
        while (low < high)
        {
            int middle = low + ((high - low) / 2);
            int end = middle + 1;
            int tail = IncompleteTail(bytes[..end]);
            if (Utf8.IsValid(bytes[..(end - tail)]))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return Math.Min(low, bytes.Length - 1);
    }
}
