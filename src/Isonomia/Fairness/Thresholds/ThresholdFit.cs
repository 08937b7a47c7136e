using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The threshold that a policy chose, and how clear the choice was.</summary>
/// <param name="Threshold">The threshold, or why there is none.</param>
/// <param name="TieRule">
/// Which of several equally good candidates was taken: <c>smallest</c>, <c>first_maximum</c>, or <c>none</c>
/// where the rule leaves no choice.
/// </param>
public sealed record ThresholdFit(Statistic Threshold, string TieRule)
{
    /// <summary>
    /// The largest candidate that is as good, equal to the threshold where there is no tie; null where the rule
    /// optimizes nothing.
    /// </summary>
    public double? LargestTied { get; init; }

    /// <summary>The share of rows that was asked for, ⌊qn⌋/n; null unless the policy asks for a share.</summary>
    public double? RequestedShare { get; init; }

    /// <summary>
    /// The share of weight that the threshold selects, larger than asked for where scores are tied; null likewise.
    /// </summary>
    public double? SelectedShare { get; init; }
}
