namespace Isonomia.Adaptation;

/// <summary>What more labels do for the groups of one attribute.</summary>
public sealed record AttributeEfficiency
{
    /// <summary>The attribute.</summary>
    public required string Attribute { get; init; }

    /// <summary>The worst group's value.</summary>
    public required EfficiencyCurve Worst { get; init; }

    /// <summary>The gap as observed (largest less smallest group).</summary>
    public required EfficiencyCurve Gap { get; init; }

    /// <summary>The gap of the shrunken group values.</summary>
    public required EfficiencyCurve GapShrunk { get; init; }

    /// <summary>Verdicts on the gap at each share, over the sequences.</summary>
    public required IReadOnlyList<EfficiencyVerdict> Verdicts { get; init; }

    /// <summary>The value of every group that is supported in the test rows.</summary>
    public required IReadOnlyDictionary<string, EfficiencyCurve> Groups { get; init; }

    /// <summary>The largest share any group needs to reach the target over the smallest, or null where one never
    /// does.</summary>
    public double? LabelNeedRatio { get; init; }

    /// <summary>The groups that were too small, by name.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}
