using Isonomia.Catalogs;

namespace Isonomia.Fairness;

/// <summary>The conventions of another library or benchmark, so that its numbers can be reproduced.</summary>
/// <param name="Id">The id for <c>--parity</c>.</param>
/// <param name="Name">The library's name.</param>
/// <param name="Definition">What it fixes, in one line.</param>
/// <param name="Source">The library or paper.</param>
public sealed partial record ParityPreset(string Id, string Name, string Definition, Citation Source) : ICatalogEntry
{
    /// <summary>Every preset, sorted by id.</summary>
    public static Catalog<ParityPreset> All => field ??= Catalog.Of<ParityPreset>();

    /// <summary>The threshold policy where none is asked for.</summary>
    public string Threshold { get; init; } = "0.5";

    /// <summary>Whether a score equal to the threshold is negative.</summary>
    public bool IsStrict { get; init; }

    /// <summary>How rows without an attribute value are treated: <c>keep_overall</c>, <c>drop</c> or <c>as_group</c>.</summary>
    public string Missing { get; init; } = "keep_overall";

    /// <summary>Whether a rate with an empty denominator is 0 rather than undefined.</summary>
    public bool ZeroForEmptyDenominator { get; init; }

    /// <summary>Whether the threshold is fitted on the evaluated rows themselves.</summary>
    public bool FitsThresholdOnEvaluation { get; init; }

    /// <summary>The floors of supported groups, or null: those of the request.</summary>
    public GroupFloors? Floors { get; init; }

    /// <summary>What a bootstrap replicate draws: <c>patient</c> or <c>row</c>.</summary>
    public string IntervalScheme { get; init; } = "patient";
}
