using Isonomia.Datasets;

namespace Isonomia.Studies;

/// <summary>Where embeddings lie along their first two principal modes.</summary>
public sealed record EmbeddingMap
{
    /// <summary>How many embeddings there are; the map shows a random part of many.</summary>
    public required int RowCount { get; init; }

    /// <summary>The place along the first mode, shape [m].</summary>
    public required IReadOnlyList<double> X { get; init; }

    /// <summary>The place along the second mode, shape [m].</summary>
    public required IReadOnlyList<double> Y { get; init; }

    /// <summary>The groups of the shown embeddings: the attributes, then the label; codes have shape [m].</summary>
    public required IReadOnlyList<Grouping> Groupings { get; init; }

    /// <summary>The mean place of every group, over all embeddings.</summary>
    public required IReadOnlyList<EmbeddingCenter> Centers { get; init; }
}
