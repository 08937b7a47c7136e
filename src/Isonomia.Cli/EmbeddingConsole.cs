using System.Globalization;
using Isonomia.Embeddings;

namespace Isonomia.Cli;

/// <summary>Shows how an extraction goes on standard error: pictures, rate and time left.</summary>
internal sealed class EmbeddingConsole(TimeProvider clock, TextWriter writer, bool isTerminal)
    : IProgress<EmbeddingProgress>, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LineEvery = TimeSpan.FromSeconds(30);

    private readonly Lock _lock = new();
    private readonly long _start = clock.GetTimestamp();
    private long _last = clock.GetTimestamp();
    private int _length;

    internal static EmbeddingConsole OnStandardError() =>
        new(TimeProvider.System, Console.Error, !Console.IsErrorRedirected);

    /// <inheritdoc/>
    public void Report(EmbeddingProgress value)
    {
        lock (_lock)
        {
            if (clock.GetElapsedTime(_start) < Patience
                || clock.GetElapsedTime(_last) < (isTerminal ? Refresh : LineEvery))
            {
                return;
            }

            _last = clock.GetTimestamp();
            string line = value.ImagesPerSecond == 0
                ? string.Create(CultureInfo.InvariantCulture, $"reading {value.TotalCount:N0} pictures")
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"{value.DoneCount:N0} of {value.TotalCount:N0} pictures, {value.ImagesPerSecond:0.#}/s, "
                        + $"{Left(value.TimeLeft)} left");
            if (isTerminal)
            {
                writer.Write("\r" + line.PadRight(_length));
                _length = line.Length;
            }
            else
            {
                writer.WriteLine(line);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (isTerminal && _length > 0)
            {
                writer.Write("\r" + new string(' ', _length) + "\r");
                _length = 0;
            }
        }
    }

    private static string Left(TimeSpan? time) => time is not { } left ? "unknown time"
        : left.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalHours}:{left.Minutes:00} h")
        : string.Create(CultureInfo.InvariantCulture, $"{(int)left.TotalMinutes}:{left.Seconds:00} min");
}
