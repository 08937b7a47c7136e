namespace Isonomia.Adaptation;

/// <summary>How hyper-parameters were searched and chosen.</summary>
/// <param name="DrawCount">Draws for every method, attribute and seed, the defaults among them; 1: no
/// search.</param>
/// <param name="Rule">The declared rule that chose among draws on validation rows.</param>
/// <param name="GapLimit">The largest gap that <c>gap_constrained</c> admits.</param>
/// <param name="IsResplit">Whether every seed has patient-disjoint splits of its own.</param>
public sealed record BenchmarkSelection(int DrawCount, string Rule, double GapLimit, bool IsResplit);
