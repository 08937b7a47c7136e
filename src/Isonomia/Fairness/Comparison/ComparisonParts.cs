namespace Isonomia.Fairness;

/// <summary>The models ranked by one number over all settings.</summary>
public sealed record ComparisonRanking
{
    /// <summary><c>overall</c>, <c>worst_group</c> or <c>gap</c>.</summary>
    public required string Id { get; init; }

    /// <summary><c>higher</c> or <c>lower</c>: which end has rank 1.</summary>
    public required string Better { get; init; }

    /// <summary>The number N of settings. The overall value does not depend on the attribute, so that a data set counts once there.</summary>
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

    /// <summary>Whether the models' ranks differ at the level of the request (by F, by χ² where F is infinite), or null.</summary>
    public bool? IsSignificant { get; init; }

    /// <summary>Nemenyi's critical difference of two average ranks, or null.</summary>
    public double? CriticalDifference { get; init; }

    /// <summary>The maximal groups of models that cannot be told apart; empty where the test is not significant.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Cliques { get; init; } = [];

    /// <summary>All pairs of models.</summary>
    public IReadOnlyList<RankedPair> Pairs { get; init; } = [];

    /// <summary>Why there is no test: <c>too_few_models</c> (fewer than 3), <c>too_few_settings</c> (fewer than 2),
    /// <c>zero_variance</c> (all tied), or null.</summary>
    public string? Undefined { get; init; }

    /// <summary>What it says, in words.</summary>
    public required string Sentence { get; init; }
}

/// <summary>A model's place.</summary>
/// <param name="Model">The model.</param>
/// <param name="AverageRank">Its mean rank over the settings, 1 is best; ties share the mean of their ranks.</param>
public sealed record RankedModel(string Model, double AverageRank);

/// <summary>Two models over all settings.</summary>
/// <param name="A">The first model.</param>
/// <param name="B">The second model.</param>
/// <param name="RankDifference">Average rank of A minus that of B; negative: A is better.</param>
/// <param name="NemenyiP">Nemenyi's p-value, adjusted for all pairs, or null.</param>
/// <param name="IsDifferent">Whether the ranks differ by the critical difference or more, or null.</param>
/// <param name="WilcoxonP">The p-value of Wilcoxon's signed-rank test on the values, or null where all are equal.</param>
/// <param name="WilcoxonPAdjusted">The same after Holm over all pairs, or null.</param>
public sealed record RankedPair(
    string A, string B, double RankDifference, double? NemenyiP, bool? IsDifferent, double? WilcoxonP, double? WilcoxonPAdjusted);

/// <summary>Overall value against gap in one setting.</summary>
/// <param name="Dataset">The data set, or null.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Points">The models with defined values.</param>
public sealed record ComparisonFront(string? Dataset, string Attribute, IReadOnlyList<FrontPoint> Points);

/// <summary>One model in the plane of overall value and gap.</summary>
/// <param name="Model">The model.</param>
/// <param name="Overall">The overall value.</param>
/// <param name="Gap">The gap.</param>
/// <param name="OnFront">Whether no model is at least as good on both and better on one.</param>
/// <param name="OnGroupFront">The same on the values of all groups.</param>
/// <param name="DominatedBy">The models that are better beyond resampling noise: simultaneous paired intervals.</param>
public sealed record FrontPoint(
    string Model, double Overall, double Gap, bool OnFront, bool OnGroupFront, IReadOnlyList<string> DominatedBy);

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

/// <summary>A model against the baseline in one setting: did the gap shrink, and who paid.</summary>
public sealed record ComparisonChange
{
    /// <summary>The model.</summary>
    public required string Model { get; init; }

    /// <summary>The data set, or null.</summary>
    public string? Dataset { get; init; }

    /// <summary>Labels and differences, model minus baseline in the better direction; intervals are simultaneous.</summary>
    public required BaselineChange Change { get; init; }

    /// <summary>Overall value lost for each unit of gap removed; null where the gap did not shrink.</summary>
    public double? PriceOfFairness { get; init; }

    /// <summary>Why the label rests on the point values only: <c>no_replicates</c>, <c>not_paired</c>,
    /// <c>boundary_estimate</c>, <c>unstable_resamples</c>, or null.</summary>
    public string? IntervalUndefined { get; init; }
}
