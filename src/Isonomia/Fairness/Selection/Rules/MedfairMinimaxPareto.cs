namespace Isonomia.Fairness;

public sealed partial record SelectionRule
{
    /// <summary>
    /// Chooses, on the Pareto front of the group values, the best value in the group that baselines serve worst.
    /// </summary>
    /// <remarks>Definition: among the front, the best value in the group whose best baseline value is worst.</remarks>
    public static SelectionRule MedfairMinimaxPareto { get; } = new(
        "medfair_minimax_pareto",
        "Minimax on the Pareto front (MEDFAIR)",
        "among the front, the best value in the group whose best baseline value is worst",
        FairnessSources.Medfair,
        static request => Candidates.MedfairMinimaxPareto(request));
}
