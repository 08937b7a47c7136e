namespace Isonomia.Fairness;

/// <summary>What a verdict is made of (specification §12); all numbers are over the supported groups.</summary>
internal sealed record VerdictEvidence
{
    /// <summary>The plug-in gap, or null where fewer than two groups are supported.</summary>
    public double? Gap { get; init; }

    /// <summary>The lower end of its simultaneous interval, or null.</summary>
    public double? Lower { get; init; }

    /// <summary>The upper end, or null.</summary>
    public double? Upper { get; init; }

    /// <summary>The p-value adjusted in its family, or null.</summary>
    public double? PAdjusted { get; init; }

    /// <summary>The margin δ &gt; 0, declared beforehand.</summary>
    public required double Margin { get; init; }

    /// <summary>The level of the test.</summary>
    public double Alpha { get; init; } = 0.05;

    /// <summary>The share of undefined replicates.</summary>
    public double UndefinedShare { get; init; }

    /// <summary>The largest share of undefined replicates to accept.</summary>
    public double MaxUndefinedShare { get; init; } = 0.05;

    /// <summary>How many declared or observed groups are unsupported and not waived.</summary>
    public int UnsupportedCount { get; init; }

    /// <summary>Why groups are missing or there is no interval, or null.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether some group's value did not vary at all over the resamples, so that intervals are too
    /// narrow.</summary>
    public bool HasConstantGroup { get; init; }
}

/// <summary>A verdict with the rule that made it.</summary>
/// <param name="Verdict">The verdict's id.</param>
/// <param name="Reason">The rule's id.</param>
internal readonly record struct VerdictOutcome(string Verdict, string Reason);

/// <summary>Decides between a disparity found, none found above the margin, and too little evidence.</summary>
/// <remarks>
/// <para>Source: specification §12; the first rule that applies. None found is an equivalence statement, never the mere
/// absence of significance.</para>
/// <para>Addition: where a group's value is the same in every resample (all right, all wrong) the bootstrap knows
/// nothing of its uncertainty, so that the interval is too narrow; such an attribute is never cleared
/// (<c>boundary_estimate</c>).</para>
/// </remarks>
internal static class VerdictRule
{
    internal const string BelowMinCount = "below_min_count";
    internal const string BoundaryEstimate = "boundary_estimate";

    /// <summary>Applies the rules.</summary>
    /// <param name="evidence">The evidence.</param>
    /// <returns>The verdict and its reason.</returns>
    internal static VerdictOutcome Decide(VerdictEvidence evidence)
    {
        if (evidence.Gap is not { } gap)
        {
            return new(VerdictIds.Insufficient, evidence.Problem ?? "undefined");
        }

        if (evidence.UndefinedShare > evidence.MaxUndefinedShare)
        {
            return new(VerdictIds.Insufficient, "unstable_resamples");
        }

        if (evidence.Lower is not { } lower || evidence.Upper is not { } upper)
        {
            return new(VerdictIds.Insufficient, evidence.Problem ?? "no_interval");
        }

        double margin = evidence.Margin;
        if (lower > 0 && evidence.PAdjusted <= evidence.Alpha && gap > margin)
        {
            return new(VerdictIds.Found, lower > margin ? "exceeds_margin" : "significant");
        }

        if (evidence.UnsupportedCount > 0)
        {
            return new(VerdictIds.Insufficient, BelowMinCount);
        }

        if (upper >= margin)
        {
            return new(VerdictIds.Insufficient, "interval_reaches_margin");
        }

        return evidence.HasConstantGroup
            ? new(VerdictIds.Insufficient, BoundaryEstimate)
            : new(VerdictIds.NoneFound, lower > 0 ? "detectable_below_margin" : "within_margin");
    }
}
