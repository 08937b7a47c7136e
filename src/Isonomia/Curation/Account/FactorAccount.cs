using Isonomia.Numerics;

namespace Isonomia.Curation;

/// <summary>What a step did to the groups of one factor: an attribute, a label, a site, a split.</summary>
/// <remarks>Source: curation specification §10, fairness specification §14.</remarks>
public sealed record FactorAccount
{
    /// <summary>The factor's name; a crossing is written <c>sex × age</c>.</summary>
    public required string Factor { get; init; }

    /// <summary>What it is: <c>attribute</c>, <c>intersection</c>, <c>label</c>, <c>acquisition</c>,
    /// <c>split</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>Its groups, the samples without a value last.</summary>
    public required IReadOnlyList<AccountGroup> Groups { get; init; }

    /// <summary>Pearson's χ² of removed by group, without continuity correction; rows without a value are a
    /// group.</summary>
    public required double ChiSquared { get; init; }

    /// <summary>Its degrees of freedom.</summary>
    public required int DegreesOfFreedom { get; init; }

    /// <summary>Its upper tail.</summary>
    public required double P { get; init; }

    /// <summary>The likelihood-ratio statistic G.</summary>
    public required double G { get; init; }

    /// <summary>Its upper tail.</summary>
    public required double GP { get; init; }

    /// <summary>Fisher's exact p, where there are two groups and an expected count below 5; else null.</summary>
    public required double? FisherP { get; init; }

    /// <summary>p by permuting the groups of whole patients: the default.</summary>
    public required double PermutationP { get; init; }

    /// <summary>√(χ²/N).</summary>
    public required Statistic CramersV { get; init; }

    /// <summary>Σ after ln(after/before) over shares, in nats.</summary>
    public required double KullbackLeibler { get; init; }

    /// <summary>½ Σ |after − before| over shares.</summary>
    public required double TotalVariation { get; init; }

    /// <summary>Total variation from the reference population before and after, where one was given.</summary>
    public required ReferenceDistance? ReferenceDistance { get; init; }

    /// <summary>The largest difference of removal rates among the groups with a value.</summary>
    public required Statistic RateGap { get; init; }

    /// <summary>Its simultaneous interval: max-T over all pairs, from a bootstrap of patients.</summary>
    public required Interval? RateGapInterval { get; init; }

    /// <summary>The p of the gap in that family.</summary>
    public required double? RateGapP { get; init; }

    /// <summary>The permutation p after Benjamini and Hochberg over all factors of the step.</summary>
    public double Q { get; init; }

    /// <summary>Every diversity index, before and after.</summary>
    public required IReadOnlyList<DiversityChange> Diversity { get; init; }

    /// <summary>The verdict.</summary>
    public required AccountVerdict Verdict { get; init; }

    /// <summary>Why an uneven verdict was accepted, or null.</summary>
    public string? Accepted { get; init; }
}
