namespace Isonomia.Fairness;

/// <summary>The answer of the audit.</summary>
public sealed record AuditVerdict
{
    /// <summary>The most severe verdict over the primary criteria.</summary>
    public required string Verdict { get; init; }

    /// <summary>How many primary criteria × attributes found a disparity.</summary>
    public required int Found { get; init; }

    /// <summary>How many had insufficient evidence.</summary>
    public required int Insufficient { get; init; }

    /// <summary>How many found none above the margin.</summary>
    public required int NoneFound { get; init; }

    /// <summary>The answer in one sentence a clinician understands.</summary>
    public required string Headline { get; init; }

    /// <summary>Further sentences: the next findings, what the data cannot tell.</summary>
    public IReadOnlyList<string> Sentences { get; init; } = [];

    /// <summary>The disparity the headline speaks of: attribute, or null.</summary>
    public string? Attribute { get; init; }

    /// <summary>The disparity the headline speaks of: metric or criterion, or null.</summary>
    public string? Metric { get; init; }

    /// <summary>The worst-served group of the headline, or null.</summary>
    public string? WorstGroup { get; init; }

    /// <summary>Whether a verdict changes under another listed definition.</summary>
    public bool DependsOnDefinition { get; init; }

    /// <summary>What was not assessed and why.</summary>
    public IReadOnlyList<string> NotAssessed { get; init; } = [];
}
