using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>The threshold that selects the rows with the largest scores, a given share of all.</summary>
    /// <remarks>
    /// Definition: t is the k-th largest score, k = ⌊qn⌋; tied scores are selected together, so that more may be. With
    /// weights: the largest t whose selected weight reaches k mean weights. Undefined: empty_group; infeasible where
    /// k = 0 or, deciding by &gt;, where no candidate selects so many. Source: specification §2.
    /// </remarks>
    public static ThresholdPolicy TopFraction { get; } = new(
        "top_fraction",
        "Largest scores, a share of all",
        "the ⌊qn⌋-th largest score",
        FairnessSources.Vickers,
        static (in BinaryRows rows, IReadOnlyList<double> numbers, bool isStrict) =>
            TopFractionOf(rows, numbers[0], isStrict))
    {
        Parameters = ThresholdParameters.Share,
    };

    private static ThresholdFit TopFractionOf(in BinaryRows rows, double share, bool isStrict)
    {
        ThresholdSearch search = ThresholdSearch.Of(rows, isStrict);
        if (search.Problem(needsPositives: false, needsNegatives: false) is { } problem)
        {
            return ThresholdSearch.None(problem);
        }

        int count = rows.Count - rows.Weights.Count(0.0);
        double requested = Math.Floor((share * count) + ThresholdSearch.Slack) / count;
        double weight = search.Weight;
        int? found = requested == 0
            ? null
            : search.First(candidate => search.Selected(candidate) / weight >= requested - ThresholdSearch.Slack);
        return found is not { } candidate
            ? ThresholdSearch.None(UndefinedReason.Infeasible) with { RequestedShare = requested }
            : new ThresholdFit(search.At(candidate), ThresholdSearch.NoTies)
            {
                RequestedShare = requested,
                SelectedShare = search.Selected(candidate) / weight,
            };
    }
}
