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

/// <summary>One answer of a check.</summary>
/// <param name="Id">The question: <c>files</c>, <c>publisher</c>, <c>golden_pixels</c>, <c>card_change</c>,
/// <c>served_features</c> or <c>pictures</c>.</param>
/// <param name="State">The answer.</param>
/// <param name="Sentence">The answer in words.</param>
/// <param name="Distance">How far what was found is from what was expected, or null where nothing was measured.</param>
/// <param name="Alternatives">The nearest other ways to prepare pictures, nearest first; empty where none was
/// tried.</param>
public sealed record ModelFinding(
    string Id, FindingState State, string Sentence, double? Distance, IReadOnlyList<ModelAlternative> Alternatives);

/// <summary>Another way to prepare pictures, and how far it is from what was expected.</summary>
/// <param name="Text">The way.</param>
/// <param name="Distance">The distance, on the scale of the finding.</param>
public sealed record ModelAlternative(string Text, double Distance);

/// <summary>The answer to one question of a check.</summary>
public enum FindingState
{
    /// <summary>As expected.</summary>
    Good,

    /// <summary>Not as expected.</summary>
    Fault,

    /// <summary>Worth a look.</summary>
    Warning,

    /// <summary>There was nothing to compare with.</summary>
    NotChecked,
}
