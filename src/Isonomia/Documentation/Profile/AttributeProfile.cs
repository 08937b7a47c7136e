namespace Isonomia.Documentation;

/// <summary>What is known about one sensitive attribute.</summary>
public sealed record AttributeProfile
{
    /// <summary>The attribute's name.</summary>
    public required string Name { get; init; }

    /// <summary>The column it comes from.</summary>
    public required string Column { get; init; }

    /// <summary>How its values were obtained: self-reported, clinician, record, text, inferred, or unknown.</summary>
    public required string Provenance { get; init; }

    /// <summary>The groups, in display order.</summary>
    public required IReadOnlyList<GroupCount> Groups { get; init; }

    /// <summary>Patients without a known value.</summary>
    public required int MissingPatients { get; init; }

    /// <summary>Images without a known value.</summary>
    public required int MissingImages { get; init; }

    /// <summary>The share of patients with a known value.</summary>
    public required double Recorded { get; init; }

    /// <summary>The low end of its 95 % Wilson interval.</summary>
    public required double RecordedLow { get; init; }

    /// <summary>The high end.</summary>
    public required double RecordedHigh { get; init; }

    /// <summary>Patients with different values on different images.</summary>
    public required int InconsistentPatients { get; init; }

    /// <summary>Texts that were taken as "not known".</summary>
    public required IReadOnlyList<SentinelCount> Sentinels { get; init; }

    /// <summary>Cells that are no plausible value; they count as not known.</summary>
    public required IReadOnlyList<SentinelCount> Unusable { get; init; }

    /// <summary>Images of persons who declined to say; they count as not known, and are named apart because a refusal
    /// is
    /// information.</summary>
    public required int RefusedImages { get; init; }

    /// <summary>How many different values there are.</summary>
    public required int DistinctValues { get; init; }

    /// <summary>Images whose age says "this or older", and images at 89 or 90 years.</summary>
    public required int TopCodedImages { get; init; }

    /// <summary>Whipple's index of the preference for ages ending in 0 and 5, or null where it is no age or too few
    /// patients.</summary>
    public double? Whipple { get; init; }

    /// <summary>Whether the bins were chosen by the program.</summary>
    public required bool HasOwnBins { get; init; }

    /// <summary>Diversity indices over the groups, each with its universe.</summary>
    public required IReadOnlyList<IndexValue> Indices { get; init; }

    /// <summary>The smallest, mean and largest number behind the groups, or null for words.</summary>
    public NumberSummary? Numbers { get; init; }
}
