namespace Isonomia.Fairness;

/// <summary>The rows of a binary task with one attribute, as another tool would be given them.</summary>
public sealed record PresetInput
{
    /// <summary>The labels, 0 or 1, shape [n]; rows with unknown labels are left out beforehand.</summary>
    public required IReadOnlyList<sbyte> Labels { get; init; }

    /// <summary>The scores, shape [n]; any real number, but probabilities where a metric needs them.</summary>
    public required IReadOnlyList<double> Scores { get; init; }

    /// <summary>The weights ≥ 0, shape [n], or null: all 1.</summary>
    public IReadOnlyList<double>? Weights { get; init; }

    /// <summary>
    /// The index of each row's group in <see cref="GroupNames"/>, −1 where the attribute is missing, shape [n].
    /// </summary>
    public required IReadOnlyList<int> Groups { get; init; }

    /// <summary>The names of the groups; those without rows are no groups.</summary>
    public required IReadOnlyList<string> GroupNames { get; init; }

    /// <summary>The index of the reference (privileged) group, or null: the one with the most weight.</summary>
    public int? Reference { get; init; }

    /// <summary>
    /// A threshold policy in place of the preset's, or null; it is fitted to these very rows unless fixed.
    /// </summary>
    public string? Threshold { get; init; }
}
