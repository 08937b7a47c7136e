using System.Globalization;

namespace Isonomia.Studies;

/// <summary>Reads the processor's own energy counters (RAPL) where the machine shows them.</summary>
/// <remarks>Counts the packages of the whole machine, also what other programs take meanwhile. A counter that wrapped
/// around is taken to have done so once. Source: Linux kernel documentation, power capping framework (<c>intel-rapl</c>
/// zones; also AMD).</remarks>
internal sealed class EnergyMeter
{
    private const string Zones = "/sys/class/powercap";

    private readonly IReadOnlyList<(string Folder, long Start)> _counters;

    private EnergyMeter(IReadOnlyList<(string Folder, long Start)> counters) => _counters = counters;

    internal static EnergyMeter Start() => Start(Zones);

    internal static EnergyMeter Start(string zones)
    {
        List<(string, long)> counters = [];
        if (Directory.Exists(zones))
        {
            string[] folders = Directory.GetDirectories(zones, "intel-rapl:*");
            foreach (string folder in folders.Order(StringComparer.Ordinal))
            {
                bool isPackage = Path.GetFileName(folder).Count(letter => letter == ':') == 1;
                if (isPackage && Read(folder, "energy_uj") is { } start)
                {
                    counters.Add((folder, start));
                }
            }
        }

        return new EnergyMeter(counters);
    }

    /// <summary>The energy since the start in joules; null where the machine does not tell.</summary>
    internal double? Joules()
    {
        if (_counters.Count == 0)
        {
            return null;
        }

        double microjoules = 0;
        foreach ((string folder, long start) in _counters)
        {
            if (Read(folder, "energy_uj") is not { } now)
            {
                return null;
            }

            long turn = now >= start ? 0 : Read(folder, "max_energy_range_uj") ?? 0;
            microjoules += now - start + turn;
        }

        return Math.Round(microjoules / 1e6, 3);
    }

    private static long? Read(string folder, string name)
    {
        try
        {
            return long.TryParse(
                File.ReadAllText(Path.Combine(folder, name)), CultureInfo.InvariantCulture, out long value)
                ? value
                : null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return null; // since 2020 kernels show the counters to administrators only
        }
    }
}
