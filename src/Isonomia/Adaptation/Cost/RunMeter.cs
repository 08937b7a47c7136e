using System.Diagnostics;

namespace Isonomia.Adaptation;

/// <summary>Measures time, memory and energy of one run.</summary>
/// <remarks>Energy counters start again at their range, some within a minute at full power. They are therefore read
/// every quarter of a minute, so that none starts again unseen in a long run.</remarks>
internal sealed class RunMeter : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private readonly Lock _lock = new();
    private readonly PackageEnergy _energy;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly long _allocated = GC.GetAllocatedBytesForCurrentThread();
    private readonly ITimer? _timer;
    private PackageEnergy.Reading _last;
    private long _lastTime;
    private double _joules;
    private string? _unknown;

    /// <param name="energy">The counters, or why there are none.</param>
    /// <param name="clock">The clock.</param>
    internal RunMeter(PackageEnergy energy, TimeProvider clock)
    {
        (_energy, _clock) = (energy, clock);
        _start = _lastTime = clock.GetTimestamp();
        _last = energy.Read();
        _unknown = _last.Unknown;
        _timer = _unknown is null ? clock.CreateTimer(_ => Count(), null, Interval, Interval) : null;
    }

    /// <summary>What it cost until now, read on the thread that made the meter.</summary>
    internal RunCost Read()
    {
        Count();
        using Process process = Process.GetCurrentProcess();
        lock (_lock)
        {
            return new RunCost(
                _clock.GetElapsedTime(_start).TotalSeconds, GC.GetAllocatedBytesForCurrentThread() - _allocated,
                process.PeakWorkingSet64, _unknown is null ? _joules : null, _unknown);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timer?.Dispose();

    /// <summary>Adds the energy since the reading before.</summary>
    private void Count()
    {
        lock (_lock)
        {
            if (_unknown is not null)
            {
                return;
            }

            long now = _clock.GetTimestamp();
            PackageEnergy.Reading reading = _energy.Read();
            (double? joules, string? unknown) = _energy.Between(_last, reading, _clock.GetElapsedTime(_lastTime, now));
            (_last, _lastTime, _unknown) = (reading, now, unknown);
            _joules += joules ?? 0;
        }
    }
}
