namespace Isonomia.Studies;

/// <summary>How the integrity of a study's cohort is checked.</summary>
public sealed record StudyCheck
{
    /// <summary>Thresholds by name, for example <c>site_label.v</c>.</summary>
    public IReadOnlyDictionary<string, double> Settings { get; init; } = new SortedDictionary<string, double>();

    /// <summary>Findings that are accepted, by the check's id, each with its reason.</summary>
    public IReadOnlyDictionary<string, string> Accepted { get; init; } = new SortedDictionary<string, string>();
}
