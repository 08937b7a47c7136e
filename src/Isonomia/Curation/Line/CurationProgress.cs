namespace Isonomia.Curation;

/// <summary>How far a curation is.</summary>
/// <param name="Stage">What is being done, for a person.</param>
/// <param name="Share">The share of the stage that is done, in [0, 1].</param>
public readonly record struct CurationProgress(string Stage, double Share);
