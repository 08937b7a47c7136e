namespace Isonomia.Adaptation;

/// <summary>What a run cost.</summary>
/// <param name="Seconds">Wall time in seconds.</param>
/// <param name="AllocatedBytes">Bytes that its thread asked for.</param>
/// <param name="PeakMemoryBytes">The most memory that the process had held, in bytes.</param>
/// <param name="EnergyJoules">Energy of the processor packages in joules; null where unknown.</param>
/// <param name="EnergyUnknown">Why the energy is unknown, or null.</param>
internal sealed record RunCost(
    double Seconds, long AllocatedBytes, long PeakMemoryBytes, double? EnergyJoules, string? EnergyUnknown);
