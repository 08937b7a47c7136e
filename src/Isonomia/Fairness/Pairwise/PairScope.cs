namespace Isonomia.Fairness;

/// <summary>With whom a group is compared.</summary>
public enum PairScope
{
    /// <summary>With every other group, in both orders.</summary>
    OrderedPairs,

    /// <summary>With every other group once: the other order says the same.</summary>
    Pairs,

    /// <summary>With the rows of all other groups together.</summary>
    Rest,

    /// <summary>With all rows, its own included.</summary>
    Everybody,
}
