namespace Isonomia.Fairness;

/// <summary>The models ranked by one number over all settings.</summary>
public sealed record ComparisonRanking
{
    /// <summary><c>overall</c>, <c>worst_group</c> or <c>gap</c>.</summary>
    public required string Id { get; init; }

    /// <summary><c>higher</c> or <c>lower</c>: which end has rank 1.</summary>
    public required string Better { get; init; }

    /// <summary>The number N of settings. The overall value does not depend on the attribute, so that a data set counts
    /// once there.</summary>
    public required int Settings { get; init; }

    /// <summary>The models from the best to the worst average rank.</summary>
    public required IReadOnlyList<RankedModel> Models { get; init; }

    /// <summary>Friedman's tie-corrected χ², or null.</summary>
    public double? ChiSquared { get; init; }

    /// <summary>Its p-value, or null.</summary>
    public double? P { get; init; }

    /// <summary>The F form of Iman and Davenport, or null (also where all settings agree and F is infinite).</summary>
    public double? ImanDavenport { get; init; }

    /// <summary>Its p-value, or null.</summary>
    public double? ImanDavenportP { get; init; }

    /// <summary>Whether the models' ranks differ at the level of the request (by F, by χ² where F is infinite), or
    /// null.</summary>
    public bool? IsSignificant { get; init; }

    /// <summary>Nemenyi's critical difference of two average ranks, or null.</summary>
    public double? CriticalDifference { get; init; }

    /// <summary>The maximal groups of models that cannot be told apart; empty where the test is not
    /// significant.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Cliques { get; init; } = [];

    /// <summary>All pairs of models.</summary>
    public IReadOnlyList<RankedPair> Pairs { get; init; } = [];

    /// <summary>Why there is no test: <c>too_few_models</c> (fewer than 3), <c>too_few_settings</c> (fewer than 2),
    /// <c>zero_variance</c> (all tied), or null.</summary>
    public string? Undefined { get; init; }

    /// <summary>What it says, in words.</summary>
    public required string Sentence { get; init; }
}
