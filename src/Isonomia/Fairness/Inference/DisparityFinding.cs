using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>An aggregate with its interval, before it is put into a family and judged.</summary>
internal sealed record DisparityFinding
{
    /// <summary>The aggregate.</summary>
    public required Statistic Value { get; init; }

    /// <summary>Its interval, or null.</summary>
    public Interval? Interval { get; init; }

    /// <summary>The interval's method, or null.</summary>
    public string? Method { get; init; }

    /// <summary>The max-T p-value, or null.</summary>
    public double? P { get; init; }

    /// <summary>Why there is no interval, or null.</summary>
    public UndefinedReason? Problem { get; init; }

    /// <summary>The share of undefined replicates.</summary>
    public double UndefinedShare { get; init; }

    /// <summary>Whether the value is a ratio whose contrasts are logarithms.</summary>
    public bool IsRatio { get; init; }

    /// <summary>The contrasts behind it.</summary>
    public IReadOnlyList<ContrastResult> Contrasts { get; init; } = [];

    /// <summary>The standard error and the limiting group of the widest contrast, or null.</summary>
    public (double Error, string Group)? Widest { get; init; }

    /// <summary>Flags.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>Makes a finding from a judged set of contrasts.</summary>
    /// <param name="value">The aggregate.</param>
    /// <param name="contrasts">The contrasts.</param>
    /// <param name="family">What judging them found, or null.</param>
    /// <param name="isRatio">Whether they are logarithms.</param>
    /// <returns>The finding.</returns>
    internal static DisparityFinding Of(Statistic value, ContrastSet contrasts, MaxTFamily? family, bool isRatio) =>
        new()
    {
        Value = value,
        Interval = !value.IsDefined || family?.Gap is not { } gap ? null
            : isRatio ? new Interval(Math.Exp(-gap.High), Math.Exp(-gap.Low))
            : gap,
        Method = family?.Gap is null ? null : "max_t",
        P = value.IsDefined ? family?.GapP : null,
        Problem = family is null ? isRatio ? UndefinedReason.BoundaryEstimate : null : family.Reason,
        UndefinedShare = family?.UndefinedShare ?? 0,
        IsRatio = isRatio,
        Contrasts = contrasts.List(family),
        Widest = isRatio ? null : contrasts.Widest(family),
    };
}
