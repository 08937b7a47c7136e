using Isonomia.Numerics;

namespace Isonomia.Fairness;

public partial struct BinarySummary
{
    /// <summary>Why a rank statistic of both classes has no value, or null where it has one.</summary>
    internal readonly UndefinedReason? RankProblem =>
        Weight == 0 ? UndefinedReason.EmptyGroup
        : Positives == 0 ? UndefinedReason.NoPositives
        : Negatives == 0 ? UndefinedReason.NoNegatives
        : null;

    /// <summary>Why a composite of the rates of both classes has no value, or null where it has one.</summary>
    internal readonly UndefinedReason? ClassProblem =>
        Weight == 0 ? UndefinedReason.EmptyGroup
        : Positives == 0 || Negatives == 0 ? UndefinedReason.SingleClass
        : null;

    /// <summary>Why a metric of probabilities has no value, or null where it has one.</summary>
    internal readonly UndefinedReason? ProbabilityProblem =>
        Weight == 0 ? UndefinedReason.EmptyGroup
        : !ScoresAreProbabilities ? UndefinedReason.NotAProbability
        : null;

    /// <summary>Divides, undefined for an empty group and, with the reason given, for an empty denominator.</summary>
    internal readonly Statistic Share(double numerator, double denominator, UndefinedReason reason) =>
        Weight == 0 ? UndefinedReason.EmptyGroup : Statistic.Ratio(numerator, denominator, reason);
}
