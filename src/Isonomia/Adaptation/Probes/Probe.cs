using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

/// <summary>A way to read a label out of frozen embeddings.</summary>
/// <param name="Id">The id, snake_case.</param>
/// <param name="Name">The name a report prints.</param>
/// <param name="Definition">What it computes, in one line.</param>
/// <param name="Source">Where the definition comes from.</param>
/// <param name="SettingName">What the grid is a grid of, for example <c>C</c>.</param>
/// <param name="Grid">The values that are tried, the most cautious (strongest penalty, widest neighborhood)
/// first.</param>
/// <param name="Trainer">Fits one model for each value of a grid, in its order.</param>
public sealed partial record Probe(
    string Id,
    string Name,
    string Definition,
    Citation Source,
    string SettingName,
    IReadOnlyList<double> Grid,
    ProbeTrainer Trainer) : ICatalogEntry
{
    /// <summary>Every probe, sorted by id.</summary>
    public static Catalog<Probe> All => field ??= Catalog.Of<Probe>();

    /// <summary>Whether it can also predict a number.</summary>
    public bool CanRegress { get; init; }
}
