namespace Isonomia.Studies;

/// <summary>What a run would do with one stage.</summary>
/// <param name="Stage">The stage's id.</param>
/// <param name="Status">Whether it is kept, runs, or waits for what an earlier one makes.</param>
/// <param name="Reason">Why, in words.</param>
public sealed record StagePlan(string Stage, StageStatus Status, string Reason);
