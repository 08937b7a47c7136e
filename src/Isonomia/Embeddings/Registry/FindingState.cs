namespace Isonomia.Embeddings;

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
