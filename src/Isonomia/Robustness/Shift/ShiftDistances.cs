namespace Isonomia.Robustness;

/// <summary>How far scores and embeddings moved from A to B, one row of each patient; null where undefined.</summary>
/// <param name="PopulationStability">PSI of the scores over ten quantile bins of A; above 0.25 is usually called
/// large.</param>
/// <param name="KolmogorovSmirnov">D of the scores.</param>
/// <param name="Wasserstein">The first Wasserstein distance of the scores.</param>
/// <param name="Energy">The energy distance of the scores.</param>
/// <param name="ScoreDiscrepancy">MMD² of the scores.</param>
/// <param name="EmbeddingDiscrepancy">MMD² of the embeddings, or null without embeddings.</param>
public sealed record ShiftDistances(
    double? PopulationStability,
    double? KolmogorovSmirnov,
    double? Wasserstein,
    double? Energy,
    double? ScoreDiscrepancy,
    double? EmbeddingDiscrepancy);
