using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>How several models compare: values, ranks, trade-offs, choices and who paid; plain data.</summary>
public sealed record ComparisonResult
{
    /// <summary>The version of this form.</summary>
    public string Schema { get; init; } = "isonomia.comparison/1";

    /// <summary>What was asked.</summary>
    public required ComparisonRequest Request { get; init; }

    /// <summary>The bytes it was computed from.</summary>
    public required DataFingerprint Data { get; init; }

    /// <summary>Versions of what it was computed with, by name.</summary>
    public required IReadOnlyDictionary<string, string> Versions { get; init; }

    /// <summary>The task, for example <c>binary</c>.</summary>
    public required string Task { get; init; }

    /// <summary>The id of the metric.</summary>
    public required string Metric { get; init; }

    /// <summary>The name a report prints for the metric.</summary>
    public required string MetricName { get; init; }

    /// <summary><c>higher</c> or <c>lower</c>.</summary>
    public required string Better { get; init; }

    /// <summary>The models, in ordinal order.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The settings: data set × attribute.</summary>
    public required IReadOnlyList<ComparisonSetting> Settings { get; init; }

    /// <summary>Every model in every setting.</summary>
    public required IReadOnlyList<ComparisonValue> Values { get; init; }

    /// <summary>The rankings by overall value, worst group and gap.</summary>
    public required IReadOnlyList<ComparisonRanking> Rankings { get; init; }

    /// <summary>Overall value against gap, a front each setting.</summary>
    public required IReadOnlyList<ComparisonFront> Fronts { get; init; }

    /// <summary>Which model every selection rule chooses in every setting.</summary>
    public required IReadOnlyList<ComparisonChoice> Choices { get; init; }

    /// <summary>Every model against the baseline in every setting; empty without a baseline.</summary>
    public IReadOnlyList<ComparisonChange> Changes { get; init; } = [];

    /// <summary>What a reader must know before believing the numbers.</summary>
    public required IReadOnlyList<AuditFlag> Flags { get; init; }

    /// <summary>Decisions made while reading the table.</summary>
    public IReadOnlyList<ReadingNote> Notes { get; init; } = [];
}
