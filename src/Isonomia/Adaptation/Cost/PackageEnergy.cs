using System.Globalization;

namespace Isonomia.Adaptation;

/// <summary>The energy counters of the processor packages that Linux offers (RAPL; Intel and AMD).</summary>
/// <remarks>They count everything the packages did, other programs included, and not memory, disks or graphics cards.
/// Where they cannot be read the energy is unknown; it is never estimated from time. Source: Linux kernel,
/// Documentation/power/powercap/powercap.rst (energy_uj, max_energy_range_uj).</remarks>
internal sealed class PackageEnergy
{
    private const double LargestWatts = 2000;

    private readonly (string Counter, double Range)[] _packages;
    private readonly string? _unknown;

    private PackageEnergy((string Counter, double Range)[] packages, string? unknown) =>
        (_packages, _unknown) = (packages, unknown);

    /// <summary>Counters, in microjoules.</summary>
    internal readonly record struct Reading(double[]? Counts, string? Unknown);

    /// <summary>Finds the counters.</summary>
    /// <param name="folder">Where the kernel shows them.</param>
    /// <param name="runsAtOnce">How many runs share the process: of more than one none can be told apart.</param>
    internal static PackageEnergy Open(string folder = "/sys/class/powercap", int runsAtOnce = 1)
    {
        if (runsAtOnce > 1)
        {
            return new PackageEnergy([], $"{runsAtOnce} runs ran at once, whose energy cannot be told apart "
                + "(--threads 1 measures it)");
        }

        try
        {
            // intel-rapl:0 is a package, intel-rapl:0:0 a part of it; the name holds for AMD too.
            string[] zones = Directory.Exists(folder)
                ? [.. Directory.GetDirectories(folder, "intel-rapl:*")
                    .Where(zone => Path.GetFileName(zone).Count(letter => letter == ':') == 1)
                    .Where(zone => File.ReadAllText(Path.Combine(zone, "name")).StartsWith(
                        "package", StringComparison.Ordinal))
                    .Order(StringComparer.Ordinal)] : [];
            return zones.Length == 0
                ? new PackageEnergy([], "this machine shows no energy counter (RAPL)")
                : new PackageEnergy(
                    [.. zones.Select(zone => (Path.Combine(zone, "energy_uj"),
                        Number(Path.Combine(zone, "max_energy_range_uj"))))],
                    null);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return new PackageEnergy([], "the energy counters (RAPL) may not be read by this user");
        }
    }

    /// <summary>Reads the counters.</summary>
    internal Reading Read()
    {
        if (_unknown is not null)
        {
            return new Reading(null, _unknown);
        }

        try
        {
            return new Reading([.. _packages.Select(package => Number(package.Counter))], null);
        }
        catch (Exception exception) when (IsUnreadable(exception))
        {
            return new Reading(null, "the energy counters (RAPL) may not be read by this user");
        }
    }

    /// <summary>The energy between two readings, in joules, or why it is unknown.</summary>
    internal (double? Joules, string? Unknown) Between(Reading before, Reading now, TimeSpan time)
    {
        if (before.Counts is null || now.Counts is null)
        {
            return (null, before.Unknown ?? now.Unknown);
        }

        double joules = 0;
        for (int k = 0; k < _packages.Length; k++)
        {
            // A counter starts again at its range; once is seen, twice is not.
            double range = _packages[k].Range;
            if (time.TotalSeconds * LargestWatts * 1e6 > range)
            {
                return (null, "an energy counter may have started again unseen");
            }

            double change = now.Counts[k] - before.Counts[k];
            joules += (change < 0 ? change + range : change) / 1e6;
        }

        return (joules, null);
    }

    private static double Number(string path) =>
        double.Parse(File.ReadAllText(path), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static bool IsUnreadable(Exception exception) =>
        exception is UnauthorizedAccessException or IOException or FormatException;
}
