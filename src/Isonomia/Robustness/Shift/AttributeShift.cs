namespace Isonomia.Robustness;

/// <summary>The groups of one attribute at two places: does the gap transfer.</summary>
public sealed record AttributeShift
{
    /// <summary>The attribute.</summary>
    public required string Attribute { get; init; }

    /// <summary>Its groups.</summary>
    public required IReadOnlyList<GroupShift> Groups { get; init; }

    /// <summary>The gap in A over the groups supported at both places, or null.</summary>
    public double? FirstGap { get; init; }

    /// <summary>The gap in B, or null.</summary>
    public double? SecondGap { get; init; }

    /// <summary>The gap in B less the gap in A, or null.</summary>
    public double? GapChange { get; init; }

    /// <summary>The lower end of its percentile interval (a gap is not smooth: read it with care), or null.</summary>
    public double? GapChangeLow { get; init; }

    /// <summary>The upper end, or null.</summary>
    public double? GapChangeHigh { get; init; }

    /// <summary>The verdict on the gap in A.</summary>
    public required string FirstVerdict { get; init; }

    /// <summary>The verdict on the gap in B.</summary>
    public required string SecondVerdict { get; init; }

    /// <summary>Whether no disparity was found in A and one was found in B.</summary>
    public bool IsTransferFailure { get; init; }

    /// <summary>The worst group in A, or null.</summary>
    public string? FirstWorst { get; init; }

    /// <summary>The worst group in B, or null.</summary>
    public string? SecondWorst { get; init; }

    /// <summary>Whether the worst group is another one in B.</summary>
    public bool IsWorstChanged { get; init; }

    /// <summary>Kendall's τ_b of the order of the groups, or null.</summary>
    public double? OrderAgreement { get; init; }

    /// <summary>Largest less smallest change of a group, or null.</summary>
    public double? DifferentialDegradation { get; init; }

    /// <summary>The gap in B where all groups are weighted to one mix of label and age, or null.</summary>
    public double? MatchedGap { get; init; }

    /// <summary>The part of the gap in B that the mix explains: gap less matched gap, or null.</summary>
    public double? GapExplainedByMix { get; init; }

    /// <summary>What the match holds equal, for example <c>label × age</c>, or null.</summary>
    public string? MatchedBy { get; init; }

    /// <summary>Weights that were truncated at 10.</summary>
    public int TruncatedWeights { get; init; }

    /// <summary>Why there is no matched gap (<c>no_overlap</c>), or null.</summary>
    public string? MatchUndefined { get; init; }
}
