namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>How far the mean scores of negatives differ between groups.</summary>
    /// <remarks>Definition: gap of mean_score_negative. Undefined where a part is, with its reason.</remarks>
    public static Criterion BalanceNegative { get; } = new(
        "balance_negative",
        "Balance for the negative class",
        "gap of mean_score_negative",
        FairnessSources.Kleinberg,
        Direction.LowerIsBetter,
        [new(Metric.MeanScoreNegative, Disparity.Gap)],
        Combine.Only);
}
