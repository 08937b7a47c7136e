using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Compares the rows of a group with other rows.</summary>
/// <param name="own">The rows of the group, in ascending order of score.</param>
/// <param name="other">The rows it is compared with, in ascending order of score.</param>
/// <returns>The value, or why there is none.</returns>
public delegate Statistic PairFunction(in BinaryRows own, in BinaryRows other);
