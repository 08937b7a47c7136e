using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>One named output of another tool.</summary>
/// <param name="Id">The tool's name for it; parts of the name are separated by |, the last part may be a group.</param>
/// <param name="Value">Its value, or why there is none.</param>
public readonly record struct PresetValue(string Id, Statistic Value);
