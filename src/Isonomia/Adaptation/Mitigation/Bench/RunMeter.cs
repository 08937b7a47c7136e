using System.Diagnostics;

namespace Isonomia.Adaptation;

/// <summary>Measures time, memory and energy of one run.</summary>
internal sealed class RunMeter
{
    private readonly PackageEnergy _energy;
    private readonly long _start = TimeProvider.System.GetTimestamp();
    private readonly long _allocated = GC.GetAllocatedBytesForCurrentThread();
    private readonly PackageEnergy.Reading _joules;

    internal RunMeter(PackageEnergy energy)
    {
        _energy = energy;
        _joules = energy.Read();
    }

    /// <summary>Writes what was measured into the run.</summary>
    internal BenchmarkRun Finish(BenchmarkRun run)
    {
        TimeSpan time = TimeProvider.System.GetElapsedTime(_start);
        (double? joules, string? reason) = _energy.Since(_joules, time);
        using Process process = Process.GetCurrentProcess();
        return run with
        {
            Seconds = time.TotalSeconds,
            AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - _allocated,
            PeakMemoryBytes = process.PeakWorkingSet64,
            EnergyJoules = joules,
            EnergyUnknown = reason,
        };
    }
}
