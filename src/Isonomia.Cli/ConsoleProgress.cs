using Isonomia.Fairness;

namespace Isonomia.Cli;

/// <summary>Shows progress on standard error once two seconds have passed; a refreshed line on a terminal, a line a
/// stage elsewhere.</summary>
internal sealed class ConsoleProgress : IProgress<AuditProgress>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(0.2);

    private readonly TimeProvider _clock;
    private readonly TextWriter _writer;
    private readonly bool _isTerminal;
    private readonly long _start;
    private readonly Lock _lock = new();
    private long _lastShown;
    private string _lastStage = string.Empty;
    private int _lastLength;

    internal ConsoleProgress(TimeProvider clock, TextWriter writer, bool isTerminal)
    {
        _clock = clock;
        _writer = writer;
        _isTerminal = isTerminal;
        _start = clock.GetTimestamp();
        _lastShown = _start;
    }

    /// <summary>Progress on this process's standard error.</summary>
    internal static ConsoleProgress OnStandardError() =>
        new(TimeProvider.System, Console.Error, !Console.IsErrorRedirected);

    /// <inheritdoc/>
    public void Report(AuditProgress value)
    {
        lock (_lock)
        {
            TimeSpan elapsed = _clock.GetElapsedTime(_start);
            bool isNewStage = value.Stage != _lastStage;
            if (elapsed < Patience || (!isNewStage && (!_isTerminal || _clock.GetElapsedTime(_lastShown) < Refresh)))
            {
                return;
            }

            _lastShown = _clock.GetTimestamp();
            _lastStage = value.Stage;
            if (_isTerminal)
            {
                string line =
                    $"{value.Stage} {(int)(100 * Math.Clamp(value.Share, 0, 1)),3} %  {elapsed.TotalSeconds:0} s";
                _writer.Write("\r" + line.PadRight(_lastLength));
                _lastLength = line.Length;
            }
            else
            {
                _writer.WriteLine($"{value.Stage} …");
            }
        }
    }

    /// <summary>Clears the progress line, so that results can be printed.</summary>
    internal void Clear()
    {
        lock (_lock)
        {
            if (_isTerminal && _lastLength > 0)
            {
                _writer.Write("\r" + new string(' ', _lastLength) + "\r");
                _lastLength = 0;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Clear();
}
