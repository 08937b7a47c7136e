namespace Isonomia.Fairness;

/// <summary>
/// The definitions of each disparity that the field uses, the default of this toolkit first (specification §4 and
/// §5).
/// </summary>
internal static class DefinitionVariants
{
    private static readonly Func<double, double, double> Distance = static (value, _) => Math.Abs(value);
    private static readonly Func<double, double, double> Complement = static (value, _) => 1 - value;
    private static readonly Func<double, double, double> FromOverall = static (value, overall) =>
        Math.Abs(overall - value);

    // m̄/(1 + spread), solved for the spread.
    private static readonly Func<double, double, double> Discount =
        static (value, overall) => value == 0 ? double.PositiveInfinity : (overall / value) - 1;

    // spread/m̄, solved for the spread.
    private static readonly Func<double, double, double> Scaled = static (value, overall) => value * overall;

    internal static IReadOnlyList<DefinitionVariant> All { get; } =
    [
        .. DemographicParity(), .. EqualOpportunity(), .. EqualizedOdds(), .. AurocSpread(), .. CalibrationError(),
    ];

    private static IEnumerable<DefinitionVariant> DemographicParity()
    {
        const string Family = "demographic_parity";
        yield return Of(Family, "demographic_parity_difference", "fairlearn, Isonomia", Distance);
        yield return Of(Family, "demographic_parity_difference@to_overall", "fairlearn (to_overall)", Distance);
        yield return Of(Family, "demographic_parity_difference@aif360", "AIF360, holisticai", Distance);
        yield return Of(Family, "dp@medfair", "MEDFAIR", Complement);
        yield return Of(Family, "demographic_parity_ratio", "fairlearn", null);
        yield return Of(Family, "demographic_parity_ratio@to_overall", "fairlearn (to_overall)", null);
        yield return Of(Family, "disparate_impact@aif360", "AIF360", null);
        yield return Of(Family, "four_fifths", "US EEOC guidelines, holisticai", null);
        yield return Of(Family, "four_fifths@aequitas", "Aequitas", null);
    }

    private static IEnumerable<DefinitionVariant> EqualOpportunity()
    {
        const string Family = "equal_opportunity";
        yield return Of(Family, "equal_opportunity_difference", "fairlearn, Isonomia", Distance);
        yield return Of(Family, "equal_opportunity_difference@to_overall", "fairlearn (to_overall)", Distance);
        yield return Of(Family, "eo@fairmedfm", "FairMedFM", Distance);
        yield return Of(Family, "equal_opportunity_difference@aif360", "AIF360", Distance);
        yield return Of(Family, "eqopp0@medfair", "MEDFAIR", Complement);
        yield return Of(Family, "equal_opportunity_ratio", "fairlearn", null);
    }

    private static IEnumerable<DefinitionVariant> EqualizedOdds()
    {
        const string Family = "equalized_odds";
        yield return Of(Family, "equalized_odds_difference@worst_case", "fairlearn, Harvard, Isonomia", Distance);
        yield return Of(Family, "equalized_odds_difference@mean", "fairlearn (agg=mean)", Distance);
        yield return Of(Family, "equalized_odds_difference@worst_case_to_overall", "fairlearn (to_overall)", Distance);
        yield return Of(
            Family, "equalized_odds_difference@mean_to_overall", "fairlearn (to_overall, agg=mean)", Distance);
        yield return Of(Family, "eod@fairmedfm", "FairMedFM", Complement);
        yield return Of(Family, "eqodd@medfair", "MEDFAIR", Complement);
        yield return Of(Family, "average_odds_difference@aif360", "AIF360", Distance);
        yield return Of(Family, "average_odds_error@aif360", "AIF360", Distance);
        yield return Of(Family, "equalized_odds_ratio@worst_case", "fairlearn", null);
        yield return Of(Family, "equalized_odds_ratio@mean", "fairlearn (agg=mean)", null);
    }

    private static IEnumerable<DefinitionVariant> AurocSpread()
    {
        yield return Spread(Disparity.Gap, "FairMedFM, MEDFAIR, Isonomia", Distance);
        yield return Spread(Disparity.DifferenceToOverall, "fairlearn (to_overall)", Distance);
        yield return Spread(Disparity.Worst, "FairMedFM, SubpopBench (shortfall from the overall value)", FromOverall);
        yield return Spread(Disparity.EsHarvard, "Harvard (FairCLIP)", Discount);
        yield return Spread(Disparity.EsFairMedFm, "FairMedFM", Discount);
        yield return Spread(Disparity.EsStdSample, "FairSeg", Discount);
        yield return Spread(Disparity.StdPopulation, "Harvard, FairMedFM", Distance);
        yield return Spread(Disparity.StdSample, "FairSeg", Distance);
        yield return Spread(Disparity.PsdMean, "Harvard", Scaled);
        yield return Spread(Disparity.PsdMax, "Harvard", Scaled);
        yield return Spread(Disparity.MeanPairwiseAbs, "multi-group surveys", Distance);
        yield return Spread(Disparity.Ratio, "fairlearn", null);
    }

    private static IEnumerable<DefinitionVariant> CalibrationError()
    {
        const string Family = "ece_gap";
        yield return Error(Family, Metric.ExpectedCalibrationError, "Guo et al. binning on [0, 1], Isonomia");
        yield return Error(Family, Metric.ExpectedCalibrationErrorRight, "TorchMetrics-style right-closed bins");
        yield return Error(Family, Metric.ExpectedCalibrationErrorOwnRange, "FairMedFM, MEDFAIR, CXR-Fairness");
        yield return Error(Family, Metric.ExpectedCalibrationErrorQuantile, "CXR-Fairness (quantile bins)");
        yield return Error(Family, Metric.ExpectedCalibrationErrorEqualMass, "equal-mass binning");
        yield return Error(Family, Metric.ExpectedCalibrationErrorTopLabel, "top-label confidence");
        yield return Error(Family, Metric.LogisticCalibrationError, "CXR-Fairness (logistic curve)");
    }

    private static DefinitionVariant Of(
        string family, string id, string usedBy, Func<double, double, double>? spread) =>
        new(family, id, usedBy, Criterion.Resolve(id), spread);

    private static DefinitionVariant Error(string family, Metric metric, string usedBy) =>
        new(family, metric.Id, usedBy, Criterion.GapOf(metric), Distance);

    private static DefinitionVariant Spread(Disparity disparity, string usedBy, Func<double, double, double>? spread) =>
        new(
        "auroc_spread",
        disparity.Id,
        usedBy,
        Criterion.GapOf(Metric.Auroc) with { Parts = [new CriterionPart(Metric.Auroc, disparity)] },
        spread);
}
