using Isonomia.Numerics;

namespace Isonomia.Curation;

/// <summary>Which earlier items make an item a near-duplicate.</summary>
public enum DuplicateRule
{
    /// <summary>All earlier ones, removed ones too: as the published program; depends on the order in chains.</summary>
    EarlierItem,

    /// <summary>The kept ones only: a maximal independent set in this order.</summary>
    Independent,

    /// <summary>Connected components of the graph, the first of each is kept: as the paper's text.</summary>
    Component,
}
