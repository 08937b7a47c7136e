namespace Isonomia.Fairness;

/// <summary>The curves of one group, thinned for plotting.</summary>
public sealed record GroupCurves
{
    /// <summary>The attribute, or <c>overall</c>.</summary>
    public required string Attribute { get; init; }

    /// <summary>The group, or <c>overall</c>.</summary>
    public required string Group { get; init; }

    /// <summary>ROC points (false positive rate, true positive rate).</summary>
    public IReadOnlyList<CurvePoint> Roc { get; init; } = [];

    /// <summary>Precision–recall points (recall, precision).</summary>
    public IReadOnlyList<CurvePoint> PrecisionRecall { get; init; } = [];

    /// <summary>The reliability diagram.</summary>
    public IReadOnlyList<ReliabilityBin> Reliability { get; init; } = [];

    /// <summary>Counts of positives by score bin, equal width on the range of all scores.</summary>
    public IReadOnlyList<ScoreBin> Scores { get; init; } = [];
}
