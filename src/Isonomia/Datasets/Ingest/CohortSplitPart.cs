namespace Isonomia.Datasets;

/// <summary>One part of a split.</summary>
/// <param name="Name">Its name; empty for samples without one.</param>
/// <param name="SampleCount">Samples.</param>
/// <param name="UnitCount">Units, or null where none was declared.</param>
public sealed record CohortSplitPart(string Name, long SampleCount, long? UnitCount);
