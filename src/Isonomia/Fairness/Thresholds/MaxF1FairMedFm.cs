using Isonomia.Numerics;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>The threshold with the largest F1 score as FairMedFM and MEDFAIR search it.</summary>
    /// <remarks>
    /// Definition: 2 p r / (p + r + 1e-8) over the precision–recall curve in ascending order of threshold, decided by ≥
    /// whatever the decision rule, first maximum without slack. Undefined: empty_group, no_positives.
    /// Source: FairMedFM, code at ac062df; specification §2.
    /// </remarks>
    public static ThresholdPolicy MaxF1FairMedFm { get; } = new(
        "max_f1@fairmedfm",
        "Largest F1 score (FairMedFM)",
        "first argmax of 2pr / (p + r + 1e-8), ascending thresholds",
        FairnessSources.FairMedFm,
        static (in BinaryRows rows, IReadOnlyList<double> numbers, bool isStrict) =>
        {
            ThresholdSearch search = ThresholdSearch.Of(rows, isStrict: false);
            return search.Problem(needsPositives: true, needsNegatives: false) is { } problem
                ? ThresholdSearch.None(problem)
                : search.FirstMaximum(candidate => SmoothedF1(search, candidate));
        });

    private static double SmoothedF1(ThresholdSearch search, int candidate)
    {
        double precision = search.Hits(candidate) / search.Selected(candidate);
        double recall = search.Sensitivity(candidate);
        return 2 * precision * recall / (precision + recall + 1e-8);
    }
}
