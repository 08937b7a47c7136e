namespace Isonomia.Fairness;

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
