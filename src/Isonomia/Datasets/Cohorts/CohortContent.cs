namespace Isonomia.Datasets;

/// <summary>What opening a cohort found out.</summary>
internal sealed record CohortContent
{
    internal required string Name { get; init; }

    internal required string Root { get; init; }

    internal required IReadOnlyList<CohortColumn> Columns { get; init; }

    /// <summary>The labels, as they were named.</summary>
    internal IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>The attributes, as they were named.</summary>
    internal IReadOnlyList<string> Attributes { get; init; } = [];

    internal required string[] Ids { get; init; }

    internal required string[]? Units { get; init; }

    internal required string?[]? Splits { get; init; }

    internal required string?[]? Images { get; init; }

    internal required string?[]? Hashes { get; init; }

    internal required int[]? Frames { get; init; }

    internal required IReadOnlyList<ReadingNote> Notes { get; init; }

    internal required string Fingerprint { get; init; }

    internal required CohortFacts? Facts { get; init; }
}
