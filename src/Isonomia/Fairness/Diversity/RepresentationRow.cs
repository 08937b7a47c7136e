using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>How one group is represented against a reference population.</summary>
/// <param name="Count">How many samples the group has.</param>
/// <param name="Share">Its share p of the samples.</param>
/// <param name="ReferenceShare">Its share r of the reference population.</param>
/// <param name="Ratio">p / r; zero_category where r is 0.</param>
/// <param name="LogRatio">ln(p / r); zero_category where p or r is 0.</param>
/// <param name="LogRatioInterval">From Wilson's interval of p, or null where the log ratio or an end of it is
/// undefined.</param>
public sealed record RepresentationRow(
    long Count, double Share, double ReferenceShare, Statistic Ratio, Statistic LogRatio, Interval? LogRatioInterval)
{
    /// <summary>p − r.</summary>
    public double Difference => Share - ReferenceShare;
}
