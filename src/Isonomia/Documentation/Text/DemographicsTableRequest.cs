namespace Isonomia.Documentation;

/// <summary>Which texts to read, and where to write what they state.</summary>
/// <param name="Table">The table with the texts.</param>
/// <param name="Column">The column of texts.</param>
/// <param name="Output">The table to write (CSV).</param>
public sealed record DemographicsTableRequest(string Table, string Column, string Output)
{
    /// <summary>The column that names a sample, or null: rows are counted from 1.</summary>
    public string? Id { get; init; }

    /// <summary>Values of less confident rules are left out, in [0, 1].</summary>
    public double MinimumConfidence { get; init; }

    /// <summary>Language and what may be taken.</summary>
    public TextDemographicsOptions Options { get; init; } = new();
}
