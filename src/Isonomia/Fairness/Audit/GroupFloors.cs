namespace Isonomia.Fairness;

/// <summary>The floors below which a group is shown but not used in contrasts or verdicts.</summary>
/// <param name="Positives">The fewest positive rows.</param>
/// <param name="Negatives">The fewest negative rows.</param>
/// <param name="Patients">The fewest patients.</param>
public sealed record GroupFloors(int Positives = 10, int Negatives = 10, int Patients = 10);
