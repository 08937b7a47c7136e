namespace Isonomia.Embeddings;

/// <summary>What a check found.</summary>
public sealed record ModelCheckResult
{
    /// <summary>The model's name.</summary>
    public required string Model { get; init; }

    /// <summary>How pictures become input according to the card.</summary>
    public required string Preprocessing { get; init; }

    /// <summary>The findings, one a question.</summary>
    public required IReadOnlyList<ModelFinding> Findings { get; init; }

    /// <summary>Whether a fault was found.</summary>
    public bool HasFault => Findings.Any(finding => finding.State == FindingState.Fault);
}
