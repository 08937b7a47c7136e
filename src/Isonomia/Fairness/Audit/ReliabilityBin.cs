namespace Isonomia.Fairness;

/// <summary>One bin of a reliability diagram.</summary>
/// <param name="N">Rows.</param>
/// <param name="MeanScore">Mean score.</param>
/// <param name="MeanLabel">Share of positives.</param>
/// <param name="Low">Lower Wilson end.</param>
/// <param name="High">Upper Wilson end.</param>
public sealed record ReliabilityBin(long N, double MeanScore, double MeanLabel, double Low, double High);
