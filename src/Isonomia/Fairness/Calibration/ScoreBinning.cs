namespace Isonomia.Fairness;

/// <summary>How scores are put into ten bins; edges never use weights.</summary>
/// <remarks>Source: specification §3.</remarks>
public enum ScoreBinning
{
    /// <summary>Equal width on [0, 1], left-closed, the last bin closed: comparable across groups.</summary>
    Fixed01,

    /// <summary>Equal width on [0, 1], right-closed, the first bin closed.</summary>
    Fixed01Right,

    /// <summary>
    /// As <see cref="Fixed01Right"/>, but a score of exactly 0 lies in no bin (the released code of Guo 2017).
    /// </summary>
    Fixed01RightWithoutZero,

    /// <summary>
    /// Equal width on the rows' own range, right-closed (pandas.cut): a gap compares different binnings.
    /// </summary>
    OwnRange,

    /// <summary>
    /// Between the deciles of the rows' own scores, right-closed (pandas.qcut); undefined where deciles coincide.
    /// </summary>
    Quantile,

    /// <summary>Ten parts of equal count in order of score (numpy.array_split); tied scores may be split.</summary>
    EqualMass,

    /// <summary>Confidence max(s, 1 − s) against correctness at 0.5, binned as <see cref="Fixed01"/>.</summary>
    TopLabel,
}
