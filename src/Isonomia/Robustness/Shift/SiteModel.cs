namespace Isonomia.Robustness;

/// <summary>The model of one training site.</summary>
/// <param name="Site">The site.</param>
/// <param name="TrainingCount">Rows that trained.</param>
/// <param name="ValidationCount">Rows that chose setting and threshold.</param>
/// <param name="TestCount">Rows of the site that it was judged on.</param>
/// <param name="Setting">The chosen setting, for example C.</param>
/// <param name="ThresholdPolicy">How the threshold was chosen.</param>
/// <param name="Threshold">The threshold that is kept everywhere.</param>
public sealed record SiteModel(
    string Site, int TrainingCount, int ValidationCount, int TestCount, double Setting, string ThresholdPolicy,
        double Threshold);
