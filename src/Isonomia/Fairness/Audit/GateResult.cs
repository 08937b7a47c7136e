namespace Isonomia.Fairness;

/// <summary>A gate and whether it held.</summary>
/// <param name="Expression">The gate as written.</param>
/// <param name="Passed">Whether it held; an undefined value fails.</param>
/// <param name="Sentence">What was found, what was allowed, where.</param>
public sealed record GateResult(string Expression, bool Passed, string Sentence);
