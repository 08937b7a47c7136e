using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    /// <summary>The threshold with the largest F1, with the small constant and tie rule of the FairMedFM code.</summary>
    public static ThresholdPolicy MaxF1FairMedFm { get; } = new(
        "max_f1@fairmedfm",
        "largest F1 as in FairMedFM",
        "argmax of 2pr/(p + r + 1e-8) over the precision-recall curve, first maximum",
        new Citation("Jin et al., FairMedFM, NeurIPS 2024, released code"),
        [])
    {
        Choose = static (steps, _) => Best(steps, (tp, fp) =>
        {
            double precision = tp / (tp + fp);
            double recall = tp / steps.Positives;
            return 2 * precision * recall / (precision + recall + 1e-8);
        }),
    };
}
