using System.Runtime.CompilerServices;

namespace Isonomia.Fairness;

/// <summary>
/// The sufficient statistics of one group of a binary task: everything the cheap metrics are functions of.
/// </summary>
/// <remarks>All sums are weighted. A resample fills the same fields from draw counts, without touching rows
/// twice.</remarks>
public partial struct BinarySummary
{
    /// <summary>The number of bins of the calibration sums.</summary>
    public const int BinCount = 10;

    /// <summary>Weight of positives decided positive.</summary>
    public double TruePositives;

    /// <summary>Weight of negatives decided positive.</summary>
    public double FalsePositives;

    /// <summary>Weight of negatives decided negative.</summary>
    public double TrueNegatives;

    /// <summary>Weight of positives decided negative.</summary>
    public double FalseNegatives;

    /// <summary>Sum of the scores of positives.</summary>
    public double PositiveScoreSum;

    /// <summary>Sum of the scores of negatives.</summary>
    public double NegativeScoreSum;

    /// <summary>Sum of (score − label)².</summary>
    public double SquaredErrorSum;

    /// <summary>Sum of the log loss with probabilities clipped to [1e-15, 1 − 1e-15].</summary>
    public double LogLossSum;

    /// <summary>
    /// Sum over pairs (positive, negative) of the product of weights, full where the positive scores higher, half at
    /// ties.
    /// </summary>
    public double ConcordantWeight;

    /// <summary>The average precision; meaningful only where there are positives.</summary>
    public double AveragePrecision;

    /// <summary>Whether every score lies in [0, 1].</summary>
    public bool ScoresAreProbabilities;

    /// <summary>The decision threshold.</summary>
    public double Threshold;

    /// <summary>The sums of the ten equal-width, left-closed bins on [0, 1].</summary>
    public CalibrationBins Bins;

    /// <summary>The fitted logistic recalibration.</summary>
    public CalibrationFit Calibration;

    /// <summary>Weight of positives.</summary>
    public readonly double Positives => TruePositives + FalseNegatives;

    /// <summary>Weight of negatives.</summary>
    public readonly double Negatives => FalsePositives + TrueNegatives;

    /// <summary>Weight of all rows.</summary>
    public readonly double Weight => Positives + Negatives;
}

/// <summary>Weight, score and label sums of each bin.</summary>
public struct CalibrationBins
{
    /// <summary>Sum of weights, a bin each.</summary>
    public BinSums Weight;

    /// <summary>Sum of scores, a bin each.</summary>
    public BinSums Score;

    /// <summary>Sum of labels, a bin each.</summary>
    public BinSums Label;
}

/// <summary>One number for each of the ten bins.</summary>
[InlineArray(BinarySummary.BinCount)]
public struct BinSums
{
    private double _element0;
}

/// <summary>A logistic recalibration of the scores (specification §3, A6).</summary>
public struct CalibrationFit
{
    /// <summary>Intercept of the logistic regression of the label on logit(score).</summary>
    public double Intercept;

    /// <summary>Slope of the logistic regression of the label on logit(score).</summary>
    public double Slope;

    /// <summary>Intercept with the slope held at 1.</summary>
    public double InterceptAtSlopeOne;

    /// <summary>Whether the two-parameter fit converged.</summary>
    public bool IsConverged;

    /// <summary>Whether the fit with the slope held at 1 converged.</summary>
    public bool IsOffsetConverged;

    /// <summary>Whether all clipped scores are equal, so that no slope exists.</summary>
    public bool HasConstantScore;
}
