using Isonomia.Numerics;

namespace Isonomia.Curation;

/// <summary>Total variation from the reference population.</summary>
/// <param name="Before">Before the step.</param>
/// <param name="After">After the step.</param>
public sealed record ReferenceDistance(double Before, double After);
