namespace Isonomia.Numerics;

/// <summary>The result of <see cref="MaxT"/> for a family of Q contrasts.</summary>
/// <param name="Critical">The critical value c, NaN where undefined.</param>
/// <param name="StandardErrors">The standard error of each contrast, shape [Q].</param>
/// <param name="Intervals">The simultaneous intervals, shape [Q]; empty where undefined.</param>
/// <param name="P">The p-value of each contrast, adjusted inside the family, shape [Q]; empty where undefined.</param>
/// <param name="UndefinedShare">The share of replicates in which a contrast was undefined.</param>
/// <param name="Reason">Why there are no intervals, or null.</param>
public sealed record MaxTFamily(
    double Critical,
    IReadOnlyList<double> StandardErrors,
    IReadOnlyList<Interval> Intervals,
    IReadOnlyList<double> P,
    double UndefinedShare,
    UndefinedReason? Reason)
{
    /// <summary>The interval of the largest |Δ|: [max(0, max_q(|Δ̂_q| − c·se_q)), max_q(|Δ̂_q| + c·se_q)].</summary>
    public Interval? Gap => Reason is not null ? null : new Interval(
        Math.Max(0, Intervals.Max(LowestMagnitude)),
        Intervals.Max(interval => Math.Max(Math.Abs(interval.Low), Math.Abs(interval.High))));

    /// <summary>The p-value of the largest |Δ|: the smallest of the family.</summary>
    public double? GapP => Reason is not null ? null : P.Min();

    /// <summary>The interval of the smallest ratio min/max, where the contrasts are differences of
    /// logarithms.</summary>
    public Interval? Ratio => Gap is Interval gap ? new Interval(Math.Exp(-gap.High), Math.Exp(-gap.Low)) : null;

    internal static MaxTFamily Without(double[] errors, double undefinedShare, UndefinedReason reason) =>
        new(double.NaN, errors, [], [], undefinedShare, reason);

    private static double LowestMagnitude(Interval interval)
    {
        double middle = Math.Abs((interval.Low + interval.High) / 2);
        return middle - ((interval.High - interval.Low) / 2);
    }
}
