namespace Isonomia.Studies;

/// <summary>How metric and gap change with the share of labels.</summary>
public sealed record StudyEfficiency
{
    /// <summary>The shares of training patients that keep their label, ascending, each in (0, 1].</summary>
    public IReadOnlyList<double> Shares { get; init; } = [0.01, 0.03, 0.1, 0.33, 1];

    /// <summary>Draws of each share, at least 1.</summary>
    public int SeedCount { get; init; } = 5;
}
