using Isonomia.Catalogs;

namespace Isonomia.Fairness;

/// <summary>
/// The conventions of another tool or paper, so that its numbers can be reproduced (specification §18).
/// </summary>
/// <remarks>
/// A preset other than <c>default</c> departs from the ground rules of this toolkit where its tool does; whatever the
/// specification leaves open for a tool follows <c>default</c>.
/// </remarks>
/// <param name="Id">The id, snake_case.</param>
/// <param name="Name">The name a report prints.</param>
/// <param name="Definition">What it fixes, in one sentence.</param>
/// <param name="Source">The tool or paper with its version.</param>
public sealed partial record ParityPreset(string Id, string Name, string Definition, Citation Source) : ICatalogEntry
{
    /// <summary>Every preset, sorted by id.</summary>
    public static Catalog<ParityPreset> All => field ??= Catalog.Of<ParityPreset>();

    /// <summary>The threshold policy, as <see cref="ThresholdPolicy.Parse"/> reads it.</summary>
    public string Threshold { get; init; } = "fixed(0.5)";

    /// <summary>Whether a score equal to the threshold is decided negative (score &gt; threshold).</summary>
    public bool IsStrict { get; init; }

    /// <summary>
    /// How rows without an attribute value are treated: <c>keep_overall</c>, <c>drop</c> or <c>as_group</c>.
    /// </summary>
    public string Missing { get; init; } = "keep_overall";

    /// <summary>Whether a rate with an empty denominator is 0 instead of undefined.</summary>
    public bool ZeroForEmptyDenominator { get; init; }

    /// <summary>
    /// Whether the threshold is fitted to the very rows it is evaluated on, which flatters the model.
    /// </summary>
    public bool FitsThresholdOnEvaluation { get; init; }

    /// <summary>The floors below which a group is left out of contrasts, or null: those of the request.</summary>
    public GroupFloors? Floors { get; init; } = new(0, 0, 0);

    /// <summary>
    /// How intervals are made: <c>bca_patients</c> (with max_t for gaps), <c>percentile_rows</c> (a bootstrap of
    /// rows as if they were independent), or <c>none</c>.
    /// </summary>
    public string IntervalScheme { get; init; } = "none";

    /// <summary>The named outputs of the tool for a binary task, or null where it has none.</summary>
    internal Action<PresetRows, List<PresetValue>>? Summary { get; init; }

    /// <summary>Whether it breaks a ground rule, so that its numbers are flagged <c>legacy_variant</c>.</summary>
    public bool IsLegacy =>
        IsStrict || FitsThresholdOnEvaluation || ZeroForEmptyDenominator || Missing == "drop" || Floors is not null;
}
