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

/// <summary>One attribute of one data set.</summary>
public sealed record ComparisonSetting
{
    /// <summary>The data set, or null where there is one without a name.</summary>
    public string? Dataset { get; init; }

    /// <summary>The attribute.</summary>
    public required string Attribute { get; init; }

    /// <summary>The groups that enter: supported, and with a defined value, for every run of every model.</summary>
    public required IReadOnlyList<string> Groups { get; init; }

    /// <summary>The groups that do not, each with its reason.</summary>
    public IReadOnlyList<LeftOutGroup> LeftOut { get; init; } = [];

    /// <summary>Whether all runs predict the same rows of the same patients, so that differences are paired.</summary>
    public required bool IsPaired { get; init; }

    /// <summary>Why the setting is not ranked, or null where it is.</summary>
    public string? NotRanked { get; init; }
}

/// <summary>One model in one setting.</summary>
public sealed record ComparisonValue
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The data set, or null.</summary>
    public string? Dataset { get; init; }

    /// <summary>The attribute.</summary>
    public required string Attribute { get; init; }

    /// <summary>Over all compared rows of the data set, or null where undefined.</summary>
    public SeedSummary? Overall { get; init; }

    /// <summary>The mean over runs of each run's worst group value, or null where undefined.</summary>
    public SeedSummary? Worst { get; init; }

    /// <summary>The group whose mean over runs is worst.</summary>
    public string? WorstGroup { get; init; }

    /// <summary>The mean over runs of each run's largest difference of two groups, or null where undefined.</summary>
    public SeedSummary? Gap { get; init; }

    /// <summary>The mean over runs of every group.</summary>
    public IReadOnlyDictionary<string, SeedSummary> Groups { get; init; } = new Dictionary<string, SeedSummary>();

    /// <summary>Why there are no values, or null.</summary>
    public string? Undefined { get; init; }

    /// <summary>The runs, each with its intervals.</summary>
    public IReadOnlyList<ComparisonRun> Runs { get; init; } = [];
}

/// <summary>A number over the runs of a model.</summary>
/// <param name="Value">The mean.</param>
/// <param name="StandardDeviation">The standard deviation over runs (n − 1), or null for one run.</param>
/// <param name="Low">The lower end of the interval of the single run, or null; several runs keep theirs in the runs.</param>
/// <param name="High">Its upper end, or null.</param>
public sealed record SeedSummary(double Value, double? StandardDeviation, double? Low, double? High);

/// <summary>One training run of a model in one setting.</summary>
/// <param name="Seed">The run, or null where there is one.</param>
/// <param name="Overall">Over all compared rows.</param>
/// <param name="Worst">The worst group's value; its interval is simultaneous over groups.</param>
/// <param name="WorstGroup">The worst group.</param>
/// <param name="Gap">The largest difference of two groups, with its max-T interval.</param>
/// <param name="Groups">Every group.</param>
public sealed record ComparisonRun(
    string? Seed,
    MetricValue Overall,
    MetricValue Worst,
    string? WorstGroup,
    MetricValue Gap,
    IReadOnlyDictionary<string, MetricValue> Groups);
