namespace Isonomia.Embeddings;

/// <summary>Zero-shot probabilities.</summary>
public sealed record ZeroShotResult
{
    /// <summary>The ids of the rows, n of them.</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>The classes, k of them, in the order of the request.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Probabilities that sum to 1 in every row, shape [n, k].</summary>
    public required double[] Probabilities { get; init; }

    /// <summary>What the cosines were multiplied by.</summary>
    public required double LogitScale { get; init; }

    /// <summary>Prompts that were longer than the model reads, and so were cut.</summary>
    public required IReadOnlyList<string> CutPrompts { get; init; }
}
