namespace Isonomia.Fairness;

/// <summary>What a selection rule chooses in one setting.</summary>
public sealed record ComparisonChoice
{
    /// <summary>The data set, or null.</summary>
    public string? Dataset { get; init; }

    /// <summary>The attribute.</summary>
    public required string Attribute { get; init; }

    /// <summary>The id of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>The chosen model, or null.</summary>
    public string? Model { get; init; }

    /// <summary>Why none was chosen, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>Whether the choice was made on the compared rows: it then looks better than it will be.</summary>
    public required bool OracleSelection { get; init; }

    /// <summary>The chosen model's overall value on the compared rows, or null.</summary>
    public double? Overall { get; init; }

    /// <summary>Its worst group's value on the compared rows, or null.</summary>
    public double? Worst { get; init; }

    /// <summary>Its gap on the compared rows, or null.</summary>
    public double? Gap { get; init; }
}
