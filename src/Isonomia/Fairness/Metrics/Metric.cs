using Isonomia.Catalogs;

namespace Isonomia.Fairness;

/// <summary>A number that says how well, or how often, a model does something in a set of rows.</summary>
/// <param name="Id">The id used across the field, snake_case; a variant is written <c>id@variant</c>.</param>
/// <param name="Name">The name a report prints.</param>
/// <param name="Definition">The formula in one line.</param>
/// <param name="Source">Where the definition comes from.</param>
/// <param name="Range">The range of possible values.</param>
/// <param name="Better">Which way is better.</param>
/// <param name="Kernel">How it is computed.</param>
public sealed partial record Metric(
    string Id,
    string Name,
    string Definition,
    Citation Source,
    ValueRange Range,
    Direction Better,
    MetricKernel Kernel) : ICatalogEntry
{
    /// <summary>Every metric, sorted by id.</summary>
    public static Catalog<Metric> All => field ??= Catalog.Of<Metric>();

    /// <summary>The task whose outcome the metric is computed from, for example <c>binary</c>.</summary>
    public string Task => Kernel.Task;

    /// <summary>
    /// The default margin of a verdict on the gap: .05 for rates, AUROC and Dice, .02 for Brier and ECE
    /// (specification §22).
    /// </summary>
    public double Margin { get; init; } = 0.05;

    /// <summary>Within which patients a permutation test exchanges group labels.</summary>
    public NullStratum Null { get; init; } = NullStratum.None;

    /// <summary>Whether the number depends on the decision threshold.</summary>
    public bool UsesThreshold { get; init; }

    /// <summary>Whether the definition exists for parity with another tool or paper only.</summary>
    public bool IsLegacy { get; init; }
}
