namespace Isonomia.Adaptation;

/// <summary>What a selection rule chooses among all candidates (method × hyper-parameters × seed) by their values on
/// validation rows, and what the choice is worth on test rows.</summary>
public sealed record BenchmarkChoice
{
    /// <summary>The attribute.</summary>
    public required string Attribute { get; init; }

    /// <summary><c>scores</c>: methods that give scores, by AUROC; <c>decisions</c>: all, by balanced
    /// accuracy.</summary>
    public required string Kind { get; init; }

    /// <summary>The id of the rule.</summary>
    public required string Rule { get; init; }

    /// <summary>Whether it is the rule that was declared for the choice of hyper-parameters.</summary>
    public bool IsDeclared { get; init; }

    /// <summary>How many candidates there were.</summary>
    public required int CandidateCount { get; init; }

    /// <summary>The chosen method, or null.</summary>
    public string? Method { get; init; }

    /// <summary>The seed of the chosen run.</summary>
    public ulong? Seed { get; init; }

    /// <summary>The draw of the chosen run; 0: the defaults.</summary>
    public int? Draw { get; init; }

    /// <summary>Its hyper-parameters, the learning rate and the weight decay among them.</summary>
    public IReadOnlyDictionary<string, double>? Settings { get; init; }

    /// <summary>Why nothing was chosen, or null.</summary>
    public string? Reason { get; init; }

    /// <summary>The chosen run's overall value on validation rows.</summary>
    public double? ValidationOverall { get; init; }

    /// <summary>Its worst group's value there.</summary>
    public double? ValidationWorst { get; init; }

    /// <summary>Its gap there.</summary>
    public double? ValidationGap { get; init; }

    /// <summary>Its overall value on test rows.</summary>
    public double? TestOverall { get; init; }

    /// <summary>Its worst group's value there.</summary>
    public double? TestWorst { get; init; }

    /// <summary>Its gap there.</summary>
    public double? TestGap { get; init; }
}
