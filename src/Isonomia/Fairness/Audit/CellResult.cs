namespace Isonomia.Fairness;

/// <summary>One cell of a crossing.</summary>
/// <param name="Group">The cell.</param>
/// <param name="N">Rows.</param>
/// <param name="Value">The raw value.</param>
/// <param name="Shrunk">The value shrunk towards the mean of the cells, or null.</param>
public sealed record CellResult(string Group, long N, double Value, double? Shrunk);
