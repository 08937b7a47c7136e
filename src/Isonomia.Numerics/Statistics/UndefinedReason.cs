namespace Isonomia.Numerics;

/// <summary>Why a statistic has no value. The snake_case form of each name is its id in every output.</summary>
/// <remarks>A statistic is either a number or undefined with one of these reasons; never 0, NaN or an
/// exception.</remarks>
public enum UndefinedReason
{
    /// <summary>The group has no rows.</summary>
    EmptyGroup,

    /// <summary>The group has no positive label.</summary>
    NoPositives,

    /// <summary>The group has no negative label.</summary>
    NoNegatives,

    /// <summary>The group holds one class only.</summary>
    SingleClass,

    /// <summary>No row was predicted positive.</summary>
    NoPredictedPositives,

    /// <summary>No row was predicted negative.</summary>
    NoPredictedNegatives,

    /// <summary>The formula divides by zero.</summary>
    ZeroDenominator,

    /// <summary>The values do not vary.</summary>
    ZeroVariance,

    /// <summary>The mean is zero and the formula divides by it.</summary>
    ZeroMean,

    /// <summary>A benefit of zero enters a logarithm.</summary>
    ZeroBenefit,

    /// <summary>Fewer than two groups have a defined value.</summary>
    SingleGroup,

    /// <summary>Only one category exists.</summary>
    SingleCategory,

    /// <summary>A category has a count of zero.</summary>
    ZeroCategory,

    /// <summary>A class does not occur in the group.</summary>
    MissingClass,

    /// <summary>All scores are equal.</summary>
    ConstantScore,

    /// <summary>All targets are equal.</summary>
    ConstantTarget,

    /// <summary>Both masks are empty.</summary>
    EmptyMasks,

    /// <summary>The predicted mask is empty.</summary>
    EmptyPrediction,

    /// <summary>The reference mask is empty.</summary>
    EmptyReference,

    /// <summary>A score lies outside [0, 1] where a probability is needed.</summary>
    NotAProbability,

    /// <summary>The estimate lies on the boundary of its range, so that its variance estimate is zero.</summary>
    BoundaryEstimate,

    /// <summary>All bootstrap replicates lie on one side of the estimate.</summary>
    BcaDegenerate,

    /// <summary>More replicates were undefined than the declared share.</summary>
    UnstableResamples,

    /// <summary>The group is smaller than the declared floors.</summary>
    BelowMinCount,

    /// <summary>There are too few independent units.</summary>
    TooFewClusters,

    /// <summary>There are too few rows.</summary>
    TooFewRows,

    /// <summary>The compared populations share no stratum.</summary>
    NoOverlap,

    /// <summary>No candidate meets the constraint.</summary>
    Infeasible,

    /// <summary>The iteration did not converge (for a logistic fit: separation).</summary>
    NotConverged,
}
