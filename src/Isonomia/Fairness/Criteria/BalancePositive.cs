namespace Isonomia.Fairness;

public sealed partial record Criterion
{
    /// <summary>How far the mean scores of positives differ between groups.</summary>
    /// <remarks>Definition: gap of mean_score_positive. Undefined where a part is, with its reason.</remarks>
    public static Criterion BalancePositive { get; } = new(
        "balance_positive",
        "Balance for the positive class",
        "gap of mean_score_positive",
        FairnessSources.Kleinberg,
        Direction.LowerIsBetter,
        [new(Metric.MeanScorePositive, Disparity.Gap)],
        Combine.Only);
}
