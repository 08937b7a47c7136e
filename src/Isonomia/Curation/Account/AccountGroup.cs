using Isonomia.Numerics;

namespace Isonomia.Curation;

/// <summary>What a step did to one group.</summary>
/// <remarks>Source: curation specification §10. Images are counted, and the patients they belong to.</remarks>
public sealed record AccountGroup
{
    /// <summary>The group's name; rows without a value are <c>(missing)</c>.</summary>
    public required string Group { get; init; }

    /// <summary>Whether the row holds the samples without a value.</summary>
    public required bool IsMissing { get; init; }

    /// <summary>Images before the step.</summary>
    public required long Before { get; init; }

    /// <summary>Images the step removed.</summary>
    public required long Removed { get; init; }

    /// <summary>Images left.</summary>
    public long After => Before - Removed;

    /// <summary>Patients before the step.</summary>
    public required long PatientsBefore { get; init; }

    /// <summary>Patients with an image left in this group.</summary>
    public required long PatientsAfter { get; init; }

    /// <summary>The share of all weight before the step, in [0, 1].</summary>
    public required Statistic ShareBefore { get; init; }

    /// <summary>Wilson's interval of <see cref="ShareBefore"/>, or null without samples.</summary>
    public required Interval? ShareBeforeInterval { get; init; }

    /// <summary>The share of all weight after the step, in [0, 1].</summary>
    public required Statistic ShareAfter { get; init; }

    /// <summary>Wilson's interval of <see cref="ShareAfter"/> with the effective size as the number of
    /// trials.</summary>
    public required Interval? ShareAfterInterval { get; init; }

    /// <summary>Removed over before.</summary>
    public required Statistic RemovalRate { get; init; }

    /// <summary>The removal rate over that of the rest.</summary>
    public required Statistic RemovalRatio { get; init; }

    /// <summary>Katz's log interval of <see cref="RemovalRatio"/>.</summary>
    public required Interval? RemovalRatioInterval { get; init; }

    /// <summary>Whether ½ was added to all four cells, because the group or the rest lost nothing.</summary>
    public required bool IsHalfAdded { get; init; }

    /// <summary>(O − E)/√(E (1 − row share)(1 − column share)) of the removed.</summary>
    public required Statistic AdjustedResidual { get; init; }

    /// <summary>(Σw)²/Σw² after the step.</summary>
    public required double EffectiveSize { get; init; }

    /// <summary>Whether fewer than 10 removals were to be expected, too few for a verdict on this group.</summary>
    public required bool IsTooSmall { get; init; }

    /// <summary>Its share in the reference population, where one was given.</summary>
    public double? ReferenceShare { get; init; }

    /// <summary>p/r before the step against the reference population, among the groups with a value.</summary>
    public Statistic? RepresentationBefore { get; init; }

    /// <summary>p/r after the step.</summary>
    public Statistic? RepresentationAfter { get; init; }

    /// <summary>The share of positives of each two-valued label, before and after.</summary>
    public required IReadOnlyList<LabelRate> LabelRates { get; init; }
}
