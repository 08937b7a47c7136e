using Isonomia.Catalogs;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>One number of a pair of masks, as a segmentation metric reads it from a column.</summary>
/// <param name="Id">The column, as in <see cref="MetricKernel.OfSegmentationScores"/>.</param>
/// <param name="Kind">Which empty masks matter to it.</param>
/// <param name="Read">The score without a policy.</param>
public sealed record SegmentationScore(
    string Id, SegmentationScoreKind Kind, Func<MaskScores, Statistic> Read) : ICatalogEntry
{
    /// <summary>Every column, sorted by id.</summary>
    public static Catalog<SegmentationScore> All => field ??= new Catalog<SegmentationScore>(
    [
        new("dice", SegmentationScoreKind.Overlap, static scores => scores.Dice),
        new("iou", SegmentationScoreKind.Overlap, static scores => scores.IntersectionOverUnion),
        new("voxel_precision", SegmentationScoreKind.Other, static scores => scores.VoxelPrecision),
        new("voxel_recall", SegmentationScoreKind.Other, static scores => scores.VoxelRecall),
        new("hd", SegmentationScoreKind.Distance, static scores => scores.HausdorffDistance),
        new("hd95", SegmentationScoreKind.Distance, static scores => scores.Hausdorff95),
        new("hd95@pooled", SegmentationScoreKind.Distance, static scores => scores.Hausdorff95Pooled),
        new("assd", SegmentationScoreKind.Distance, static scores => scores.AverageSurfaceDistance),
        new(
            "assd@mean_of_means", SegmentationScoreKind.Distance,
            static scores => scores.AverageSurfaceDistanceMeanOfMeans),
        new("nsd", SegmentationScoreKind.Other, static scores => scores.NormalizedSurfaceDice),
        new("volume_error", SegmentationScoreKind.Other, static scores => scores.VolumeError),
        new(
            "relative_volume_difference", SegmentationScoreKind.Other,
            static scores => scores.RelativeVolumeDifference),
        new("lesion_recall", SegmentationScoreKind.Other, static scores => scores.LesionRecall),
        new(
            "lesion_fp_per_case", SegmentationScoreKind.Other,
            static scores => (double)scores.FalsePositiveLesionCount),
    ]);

    /// <summary>The value that enters the numbers of a group.</summary>
    /// <param name="scores">The scores of a pair of masks.</param>
    /// <param name="policy">What empty masks count as.</param>
    /// <returns>The value; undefined where the case is left out.</returns>
    public Statistic Of(MaskScores scores, SegmentationPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(policy);
        return Kind switch
        {
            SegmentationScoreKind.Overlap when scores.AreBothEmpty && policy.BothEmpty == EmptyMaskPolicy.One => 1,
            SegmentationScoreKind.Overlap when scores.AreBothEmpty && policy.BothEmpty == EmptyMaskPolicy.Zero => 0,
            SegmentationScoreKind.Overlap when scores.IsOneEmpty
                && scores.ReferenceCount == 0
                && policy.IgnoresEmptyReference =>
                UndefinedReason.EmptyReference,
            SegmentationScoreKind.Distance when scores.IsOneEmpty && policy.OneEmpty == OneEmptyPolicy.Diagonal =>
                scores.DiagonalMillimeters,
            _ => Read(scores),
        };
    }
}
