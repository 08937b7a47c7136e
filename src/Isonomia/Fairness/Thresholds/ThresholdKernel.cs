namespace Isonomia.Fairness;

/// <summary>Finds the threshold of a policy.</summary>
/// <param name="rows">The selection rows in ascending order of score.</param>
/// <param name="numbers">The parameters of the policy.</param>
/// <param name="isStrict">Whether the threshold will decide by &gt; instead of ≥.</param>
/// <returns>The threshold, or why there is none.</returns>
public delegate ThresholdFit ThresholdKernel(in BinaryRows rows, IReadOnlyList<double> numbers, bool isStrict);
