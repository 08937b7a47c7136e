using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>How well a predicted mask meets its reference.</summary>
/// <remarks>
/// Scores are undefined as the definitions say (empty_masks, empty_prediction, empty_reference); policies are applied
/// by
/// <see cref="SegmentationScore"/>. A = prediction, B = reference. Distances in millimeters. Source: specification §8.
/// </remarks>
public sealed record MaskScores
{
    private const double Percentile = 0.95;

    /// <summary>The number of foreground voxels of the reference.</summary>
    public long ReferenceCount { get; internal init; }

    /// <summary>The number of foreground voxels of the prediction.</summary>
    public long PredictionCount { get; internal init; }

    /// <summary>The number of voxels that are foreground in both.</summary>
    public long IntersectionCount { get; internal init; }

    /// <summary>The volume of a voxel in mm³ (in two dimensions its area in mm²).</summary>
    public double VoxelVolume { get; internal init; }

    /// <summary>The image diagonal.</summary>
    public double DiagonalMillimeters { get; internal init; }

    /// <summary>The surface tolerance τ, or null where none was given.</summary>
    public double? ToleranceMillimeters { get; internal init; }

    /// <summary>The number of connected components of the reference.</summary>
    public int ReferenceLesionCount { get; internal init; }

    /// <summary>
    /// How many of them some predicted component overlaps with an intersection over union of at least 0.1.
    /// </summary>
    public int FoundLesionCount { get; internal init; }

    /// <summary>How many predicted components overlap no reference component so.</summary>
    public int FalsePositiveLesionCount { get; internal init; }

    /// <summary>Whether both masks are empty.</summary>
    public bool AreBothEmpty => ReferenceCount == 0 && PredictionCount == 0;

    /// <summary>Whether exactly one mask is empty: a missed structure or a false alarm.</summary>
    public bool IsOneEmpty => (ReferenceCount == 0) != (PredictionCount == 0);

    /// <summary>The volume of the reference.</summary>
    public double ReferenceVolume => ReferenceCount * VoxelVolume;

    /// <summary>The volume of the prediction.</summary>
    public double PredictionVolume => PredictionCount * VoxelVolume;

    /// <summary>2 |A ∩ B| / (|A| + |B|), in [0, 1].</summary>
    public Statistic Dice => Ratio(2 * IntersectionCount, PredictionCount + ReferenceCount, UndefinedReason.EmptyMasks);

    /// <summary>|A ∩ B| / |A ∪ B|, in [0, 1].</summary>
    public Statistic IntersectionOverUnion =>
        Ratio(IntersectionCount, PredictionCount + ReferenceCount - IntersectionCount, UndefinedReason.EmptyMasks);

    /// <summary>|A ∩ B| / |A|, in [0, 1]; empty_prediction without a prediction.</summary>
    public Statistic VoxelPrecision => Ratio(IntersectionCount, PredictionCount, UndefinedReason.EmptyPrediction);

    /// <summary>|A ∩ B| / |B|, in [0, 1]; empty_reference without a reference.</summary>
    public Statistic VoxelRecall => Ratio(IntersectionCount, ReferenceCount, UndefinedReason.EmptyReference);

    /// <summary>V_A − V_B in mm³, signed.</summary>
    public double VolumeError => PredictionVolume - ReferenceVolume;

    /// <summary>(V_A − V_B) / V_B, signed; empty_reference without a reference.</summary>
    public Statistic RelativeVolumeDifference =>
        Ratio(PredictionCount - ReferenceCount, ReferenceCount, UndefinedReason.EmptyReference);

    /// <summary>The largest distance of a boundary voxel of one mask to the boundary of the other.</summary>
    public Statistic HausdorffDistance => Distance(static distances => distances.Hausdorff);

    /// <summary>The larger of the two directed 95th percentiles (type 7), as MONAI computes it.</summary>
    public Statistic Hausdorff95 => Distance(static distances => distances.DirectedPercentile(Percentile));

    /// <summary>The 95th percentile of both directed sets together, as medpy computes it.</summary>
    public Statistic Hausdorff95Pooled => Distance(static distances => distances.PooledPercentile(Percentile));

    /// <summary>The mean over both directed sets together.</summary>
    public Statistic AverageSurfaceDistance => Distance(static distances => distances.PooledMean);

    /// <summary>The mean of the two directed means.</summary>
    public Statistic AverageSurfaceDistanceMeanOfMeans =>
        Distance(static distances => (distances.PredictionToReference + distances.ReferenceToPrediction) / 2);

    /// <summary>The mean distance from the prediction's boundary to the reference's.</summary>
    public Statistic PredictionToReferenceDistance => Distance(static distances => distances.PredictionToReference);

    /// <summary>The mean distance from the reference's boundary to the prediction's.</summary>
    public Statistic ReferenceToPredictionDistance => Distance(static distances => distances.ReferenceToPrediction);

    /// <summary>
    /// The share of boundary voxels of both masks within τ of the other boundary; 0 where exactly one is empty.
    /// </summary>
    /// <exception cref="InvalidOperationException">No tolerance was given; there is no default.</exception>
    public Statistic NormalizedSurfaceDice => NormalizedSurfaceDiceAt(ToleranceMillimeters
        ?? throw new InvalidOperationException(
            "The normalized surface Dice needs a tolerance in millimeters; none was given."));

    /// <summary>The share of the reference's lesions that were found; empty_reference without one.</summary>
    public Statistic LesionRecall => Ratio(FoundLesionCount, ReferenceLesionCount, UndefinedReason.EmptyReference);

    /// <summary>How many boundary voxels the prediction has; 0 where a mask is empty.</summary>
    public int PredictionBoundaryCount => Distances?.PredictionCount ?? 0;

    /// <summary>How many boundary voxels the reference has; 0 where a mask is empty.</summary>
    public int ReferenceBoundaryCount => Distances?.ReferenceCount ?? 0;

    internal BoundaryDistances? Distances { get; init; }

    /// <summary>The normalized surface Dice at another tolerance.</summary>
    /// <param name="toleranceMillimeters">The tolerance τ ≥ 0; a distance of τ + 1e-9 still counts.</param>
    /// <returns>A value in [0, 1]; empty_masks where both are empty.</returns>
    public Statistic NormalizedSurfaceDiceAt(double toleranceMillimeters)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(toleranceMillimeters);
        return AreBothEmpty ? UndefinedReason.EmptyMasks : Distances?.ShareWithin(toleranceMillimeters) ?? 0;
    }

    private Statistic Ratio(long numerator, long denominator, UndefinedReason reason) =>
        Statistic.Ratio(numerator, denominator, AreBothEmpty ? UndefinedReason.EmptyMasks : reason);

    private Statistic Distance(Func<BoundaryDistances, double> measure) =>
        Distances is not null ? measure(Distances)
        : AreBothEmpty ? UndefinedReason.EmptyMasks
        : PredictionCount == 0 ? UndefinedReason.EmptyPrediction
        : UndefinedReason.EmptyReference;
}
