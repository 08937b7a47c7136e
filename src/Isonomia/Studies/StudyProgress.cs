namespace Isonomia.Studies;

/// <summary>How far a study is.</summary>
/// <param name="Stage">The stage's id.</param>
/// <param name="What">What it is doing.</param>
/// <param name="Share">The share that is done, in [0, 1].</param>
public readonly record struct StudyProgress(string Stage, string What, double Share);
