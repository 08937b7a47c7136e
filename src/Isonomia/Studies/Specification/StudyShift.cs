namespace Isonomia.Studies;

/// <summary>Trained on some sites, tested on the others: does the gap travel.</summary>
public sealed record StudyShift
{
    /// <summary>The attribute or column that names the site.</summary>
    public required string By { get; init; }

    /// <summary>The sites that train, each a run of its own, or empty: each in turn.</summary>
    public IReadOnlyList<string> From { get; init; } = [];
}
