namespace Isonomia.Fairness;

/// <summary>What the overlap of a case counts as where both masks are empty.</summary>
public enum EmptyMaskPolicy
{
    /// <summary>Nothing: the case is left out, and how many were must be reported (default).</summary>
    Exclude,

    /// <summary>A full hit.</summary>
    One,

    /// <summary>A full miss.</summary>
    Zero,
}
