using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>How the groups of a data set are represented against a reference population, p against r.</summary>
/// <remarks>
/// A group the reference lacks (r = 0, c &gt; 0) makes ratio, divergences and χ² undefined (zero_category). Whose
/// population
/// the reference is must be said by whoever shows the table. Source: specification §14; Lin, Divergence measures
/// based on the
/// Shannon entropy, IEEE Transactions on Information Theory 37 (1991), 145–151, for the Jensen–Shannon divergence.
/// </remarks>
public sealed record Representation
{
    private const double ShareSlack = 1e-6;

    /// <summary>The groups in the order given.</summary>
    public required IReadOnlyList<RepresentationRow> Rows { get; init; }

    /// <summary>Σ p ln(p / r), in nats.</summary>
    public required Statistic KullbackLeibler { get; init; }

    /// <summary>The mean divergence of p and r from their average, in nats, in [0, ln 2].</summary>
    public required double JensenShannon { get; init; }

    /// <summary>½ Σ |p − r|, in [0, 1].</summary>
    public required double TotalVariation { get; init; }

    /// <summary>√(½ Σ (√p − √r)²), in [0, 1].</summary>
    public required double Hellinger { get; init; }

    /// <summary>Σ (p − r) ln(p / r); zero_category where p or r of a group is 0.</summary>
    public required Statistic PopulationStability { get; init; }

    /// <summary>Σ (c − N r)² / (N r).</summary>
    public required Statistic ChiSquared { get; init; }

    /// <summary>
    /// The upper tail of χ² with the number of groups in the reference less one as degrees of freedom.
    /// </summary>
    public required Statistic ChiSquaredP { get; init; }

    /// <summary>The largest |p − r|.</summary>
    public double LargestDifference => Rows.Max(row => Math.Abs(row.Difference));

    /// <summary>√ of the Jensen–Shannon divergence in nats: a metric.</summary>
    public double JensenShannonDistance => Math.Sqrt(JensenShannon);

    /// <summary>√ of the Jensen–Shannon divergence in bits, in [0, 1].</summary>
    public double JensenShannonDistanceBits => Math.Sqrt(JensenShannon / Math.Log(2));

    /// <summary>Compares counts with a reference population.</summary>
    /// <param name="counts">The count of each group, at least one of them positive.</param>
    /// <param name="referenceShares">The share of each group in the reference population; they sum to 1 within
    /// 1e-6.</param>
    /// <param name="level">The level of the intervals.</param>
    /// <returns>The comparison.</returns>
    /// <exception cref="ArgumentException">Counts and shares do not fit together.</exception>
    public static Representation Against(
        IReadOnlyList<long> counts, IReadOnlyList<double> referenceShares, double level = 0.95)
    {
        CategoryCounts categories = new(counts);
        ArgumentNullException.ThrowIfNull(referenceShares);
        if (referenceShares.Count != counts.Count || categories.Total == 0
            || referenceShares.Any(share => !(share >= 0)) || Math.Abs(referenceShares.Sum() - 1) > ShareSlack)
        {
            throw new ArgumentException(
                $"There are {counts.Count} counts and {referenceShares.Count} reference shares; each group needs one "
                    + "of each, "
                + "the shares must sum to 1 and one count must be positive.",
                nameof(referenceShares));
        }

        RepresentationRow[] rows =
            [.. counts.Select((count, group) => Row(count, categories.Total, referenceShares[group], level))];
        Statistic chiSquared = Sum(rows, needsShare: false, row => (row.Count - (categories.Total * row.ReferenceShare))
            * (row.Count - (categories.Total * row.ReferenceShare)) / (categories.Total * row.ReferenceShare));
        int freedom = rows.Count(row => row.ReferenceShare > 0) - 1;
        return new Representation
        {
            Rows = rows,
            KullbackLeibler = Sum(rows, needsShare: false, row => XLogY(row.Share, row.ReferenceShare)),
            JensenShannon = Math.Max(0, rows.Sum(row => (XLogY(row.Share, (row.Share + row.ReferenceShare) / 2)
                + XLogY(row.ReferenceShare, (row.Share + row.ReferenceShare) / 2)) / 2)),
            TotalVariation = rows.Sum(row => Math.Abs(row.Difference)) / 2,
            Hellinger = Math.Sqrt(rows.Sum(row => Square(Math.Sqrt(row.Share) - Math.Sqrt(row.ReferenceShare))) / 2),
            PopulationStability = Sum(
                rows, needsShare: true, row => row.Difference * Math.Log(row.Share / row.ReferenceShare)),
            ChiSquared = chiSquared,
            ChiSquaredP = freedom < 1
                ? UndefinedReason.SingleCategory
                : chiSquared.Select(value => UpperTail(value, freedom)),
        };
    }

    private static RepresentationRow Row(long count, long total, double reference, double level)
    {
        double share = (double)count / total;
        Interval wilson = ProportionInterval.Wilson(count, total, level);
        bool hasLog = count > 0 && reference > 0;
        return new RepresentationRow(
            count,
            share,
            reference,
            Statistic.Ratio(share, reference, UndefinedReason.ZeroCategory),
            hasLog ? Math.Log(share / reference) : UndefinedReason.ZeroCategory,
            hasLog && wilson.Low > 0
                ? new Interval(Math.Log(wilson.Low / reference), Math.Log(wilson.High / reference))
                : null);
    }

    private static Statistic Sum(RepresentationRow[] rows, bool needsShare, Func<RepresentationRow, double> term)
    {
        RepresentationRow[] used = [.. rows.Where(row => row.Count > 0 || row.ReferenceShare > 0)];
        return used.Any(row => row.ReferenceShare == 0 || (needsShare && row.Count == 0))
            ? UndefinedReason.ZeroCategory
            : used.Sum(term);
    }

    private static double XLogY(double share, double other) => share == 0 ? 0 : share * Math.Log(share / other);

    private static double Square(double value) => value * value;

    private static double UpperTail(double chiSquared, int degreesOfFreedom) =>
        MathNet.Numerics.SpecialFunctions.GammaUpperRegularized(degreesOfFreedom / 2.0, chiSquared / 2);
}
