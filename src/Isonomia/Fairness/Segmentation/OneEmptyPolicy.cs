namespace Isonomia.Fairness;

/// <summary>What a boundary distance counts as where exactly one mask is empty.</summary>
public enum OneEmptyPolicy
{
    /// <summary>The image diagonal, so that a missed organ cannot improve a mean (default).</summary>
    Diagonal,

    /// <summary>
    /// Nothing: the case is left out, and the number of misses of each group belongs in the headline.
    /// </summary>
    Exclude,
}
