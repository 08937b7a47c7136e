namespace Isonomia.Fairness;

/// <summary>A model's place.</summary>
/// <param name="Model">The model.</param>
/// <param name="AverageRank">Its mean rank over the settings, 1 is best; ties share the mean of their ranks.</param>
public sealed record RankedModel(string Model, double AverageRank);
