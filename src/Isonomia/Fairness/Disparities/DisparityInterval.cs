namespace Isonomia.Fairness;

/// <summary>Which interval method covers for an aggregation over groups (specification §11.4 and §11.5).</summary>
public enum DisparityInterval
{
    /// <summary>Max-T over all pairwise contrasts: for the gap, where percentile and BCa fail.</summary>
    MaxTPairs,

    /// <summary>Max-T over all pairwise contrasts on the log scale: for the ratio.</summary>
    MaxTLogPairs,

    /// <summary>Max-T over the contrasts with the overall value.</summary>
    MaxTToOverall,

    /// <summary>From the simultaneous intervals of the group values: for the worst and the best group.</summary>
    Simultaneous,

    /// <summary>Interval arithmetic over the simultaneous region: for the es family and composites.</summary>
    IntervalArithmetic,

    /// <summary>BCa: for smooth signed differences between two named groups.</summary>
    Bca,

    /// <summary>Percentile, flagged non_smooth: for the std family.</summary>
    Percentile,
}
