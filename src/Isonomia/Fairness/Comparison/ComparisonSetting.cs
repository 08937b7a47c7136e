namespace Isonomia.Fairness;

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
