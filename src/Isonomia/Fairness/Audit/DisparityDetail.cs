namespace Isonomia.Fairness;

/// <summary>The particulars of a disparity.</summary>
public sealed record DisparityDetail
{
    /// <summary>Why there is no value, or null.</summary>
    public string? Undefined { get; init; }

    /// <summary>The rule behind the verdict, for example <c>exceeds_margin</c>,
    /// <c>interval_reaches_margin</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>The verdict in one sentence.</summary>
    public string? Sentence { get; init; }

    /// <summary>The margin δ of the verdict.</summary>
    public double? Margin { get; init; }

    /// <summary>The worst-off group (lowest for higher-is-better metrics).</summary>
    public string? WorstGroup { get; init; }

    /// <summary>The best-off group.</summary>
    public string? BestGroup { get; init; }

    /// <summary>The groups that entered.</summary>
    public IReadOnlyList<string> Groups { get; init; } = [];

    /// <summary>The groups left out, each with its reason.</summary>
    public IReadOnlyList<LeftOutGroup> LeftOut { get; init; } = [];

    /// <summary>All pairwise contrasts with simultaneous intervals.</summary>
    public IReadOnlyList<ContrastResult> Contrasts { get; init; } = [];

    /// <summary>The gap that this data could have detected with power 0.8, or null.</summary>
    public double? MinimumDetectableGap { get; init; }

    /// <summary>How many times the data would be needed to detect a gap of the margin, or null.</summary>
    public double? SampleMultiplier { get; init; }

    /// <summary>The group whose standard error limits the contrast, or null.</summary>
    public string? LimitingGroup { get; init; }

    /// <summary>The p-value of the permutation test, or null.</summary>
    public double? PermutationP { get; init; }

    /// <summary>The p-value that entered the family and the verdict: the larger of max-T and the permutation test
    /// (max-T alone where the permutation test is at its resolution); null where no permutation test was run.</summary>
    public double? VerdictP { get; init; }

    /// <summary>Mean and 95 % quantile of the gap when groups are permuted, or null.</summary>
    public NullGap? NullGap { get; init; }

    /// <summary>The gap after subtracting the bootstrap bias.</summary>
    public double? GapBootCorrected { get; init; }

    /// <summary>The gap of the shrunken group values.</summary>
    public double? GapShrunk { get; init; }

    /// <summary>The between-group variance, double corrected; may be negative.</summary>
    public double? BetweenVariance { get; init; }

    /// <summary>Heterogeneity I², or null.</summary>
    public double? ISquared { get; init; }

    /// <summary>The share of undefined replicates.</summary>
    public double? UndefinedShare { get; init; }

    /// <summary>Flags of this disparity.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];
}
