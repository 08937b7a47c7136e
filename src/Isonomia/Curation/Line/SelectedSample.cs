using System.Globalization;
using Isonomia.Datasets;

namespace Isonomia.Curation;

/// <summary>One sample of a selection.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Weight">0 removed, 1 kept, other: resampled or weighted.</param>
/// <param name="Step">The step that removed it, or null.</param>
/// <param name="Reason">The reason's id, or null.</param>
/// <param name="StandsIn">The id of the sample that stands for it, or null.</param>
/// <param name="Detail">What was seen, or null.</param>
public sealed record SelectedSample(
    string Id, double Weight, string? Step, string? Reason, string? StandsIn, string? Detail);
