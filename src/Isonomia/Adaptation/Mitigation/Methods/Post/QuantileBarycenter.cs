using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Moves every group's scores to the barycenter of the groups' distributions: demographic parity of
    /// scores.</summary>
    public static MitigationMethod QuantileBarycenter { get; } = new(
        "quantile_barycenter",
        "quantile barycenter",
        MitigationStage.Post,
        "s' = Σ_g π_g·F_g⁻¹(F_a(s)), partial repair s + λ(s' − s)",
        new Citation("Chzhen, Denis, Hebiri, Oneto and Pontil, NeurIPS 2020; Jiang et al., UAI 2020",
            "https://arxiv.org/abs/2006.07286"))
    {
        NeedsAttributeInTraining = true,
        NeedsAttributeAtTest = true,
        Settings = [new("repair", 1, 0, 1, "λ; 1: full repair") { Search = SearchRange.Uniform(0, 1) }],
        Deviation = "Ties take mid-ranks instead of a seeded jitter.",
        Post = static problem =>
        {
            QuantileMap map = new([.. Enumerable.Range(0, problem.GroupNames.Count).Select(g =>
                problem.RowsOf(g).Select(row => problem.Scores[row]).ToArray())]);
            double[] scores = [.. problem.Scores.Select((score, row) =>
                double.IsNaN(score) || !map.Has(problem.Groups[row]) ? score
                    : score + (problem["repair"] * (map.Mean(problem.Groups[row], score) - score)))];
            return new PostOutcome { Scores = scores };
        },
    };
}
