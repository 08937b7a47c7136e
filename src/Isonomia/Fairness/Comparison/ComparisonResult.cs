namespace Isonomia.Fairness;

/// <summary>Several models compared over several settings (data set × attribute × …): plain data (specification §11.11 and §13).</summary>
public sealed record ComparisonResult
{
    /// <summary>The version of this form.</summary>
    public string Schema { get; init; } = "isonomia.comparison/1";

    /// <summary>The metric the overall values are of.</summary>
    public required string Metric { get; init; }

    /// <summary>What was ranked, for example <c>gap of auroc</c>.</summary>
    public required string Ranked { get; init; }

    /// <summary>Whether a smaller ranked score is better.</summary>
    public required bool LowerIsBetter { get; init; }

    /// <summary>The models, in the order they were given.</summary>
    public required IReadOnlyList<string> Models { get; init; }

    /// <summary>The settings.</summary>
    public required IReadOnlyList<string> Settings { get; init; }

    /// <summary>The ranked score, shape [models][settings]; null where undefined.</summary>
    public required IReadOnlyList<IReadOnlyList<double?>> Scores { get; init; }

    /// <summary>The average rank of each model, 1 is best; empty where no setting has all scores.</summary>
    public IReadOnlyList<double> AverageRanks { get; init; } = [];

    /// <summary>How many settings entered the ranks.</summary>
    public int RankedSettings { get; init; }

    /// <summary>The p-value of the Friedman test, or null.</summary>
    public double? FriedmanP { get; init; }

    /// <summary>The p-value of the Iman–Davenport form, or null.</summary>
    public double? ImanDavenportP { get; init; }

    /// <summary>The critical difference of the Nemenyi test, or null.</summary>
    public double? CriticalDifference { get; init; }

    /// <summary>The maximal sets of models that the test does not tell apart, as indexes; empty where Friedman is not significant.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Cliques { get; init; } = [];

    /// <summary>Overall value and gap of each model.</summary>
    public IReadOnlyList<ParetoPoint> Pareto { get; init; } = [];

    /// <summary>What each model did to the groups against the baseline.</summary>
    public IReadOnlyList<ModelChange> Changes { get; init; } = [];

    /// <summary>The baseline of the changes, or null.</summary>
    public string? Baseline { get; init; }

    /// <summary>The level of the tests.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>What a reader must know before believing the numbers.</summary>
    public IReadOnlyList<AuditFlag> Flags { get; init; } = [];
}

/// <summary>A model's place between utility and gap.</summary>
/// <param name="Model">The model.</param>
/// <param name="Overall">Its overall value.</param>
/// <param name="OverallLow">The lower end of its interval, or null.</param>
/// <param name="OverallHigh">The upper end of its interval, or null.</param>
/// <param name="Gap">Its gap.</param>
/// <param name="GapLow">The lower end of its interval, or null.</param>
/// <param name="GapHigh">The upper end of its interval, or null.</param>
/// <param name="OnFront">Whether no other model is at least as good on both and better on one.</param>
public sealed record ParetoPoint(
    string Model, double Overall, double? OverallLow, double? OverallHigh, double Gap, double? GapLow, double? GapHigh, bool OnFront);

/// <summary>How one model changed one setting against the baseline.</summary>
/// <param name="Model">The model.</param>
/// <param name="Setting">The setting.</param>
/// <param name="Label">The levelling-down label.</param>
/// <param name="GapChange">The change of the gap, or null.</param>
/// <param name="WorstChange">The change of the worst group in the better direction, or null.</param>
public sealed record ModelChange(string Model, string Setting, string Label, double? GapChange, double? WorstChange);
