using System.Text.Json;
using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Scores of pairs of masks against brute force and MONAI.</summary>
public sealed class SegmentationOracleTests
{
    private const double Tolerance = 1e-9;

    private static readonly Dictionary<string, Func<MaskScores, Statistic>> Scores = new()
    {
        ["image_diagonal"] = s => s.DiagonalMillimeters,
        ["n_pred"] = s => (double)s.PredictionCount,
        ["n_ref"] = s => (double)s.ReferenceCount,
        ["intersection"] = s => (double)s.IntersectionCount,
        ["volume_pred"] = s => s.PredictionVolume,
        ["volume_ref"] = s => s.ReferenceVolume,
        ["dice"] = s => s.Dice,
        ["iou"] = s => s.IntersectionOverUnion,
        ["precision"] = s => s.VoxelPrecision,
        ["recall"] = s => s.VoxelRecall,
        ["relative_volume_difference"] = s => s.RelativeVolumeDifference,
        ["n_boundary_pred"] = s => (double)s.PredictionBoundaryCount,
        ["n_boundary_ref"] = s => (double)s.ReferenceBoundaryCount,
        ["hd"] = s => s.HausdorffDistance,
        ["hd95_max_of_directed"] = s => s.Hausdorff95,
        ["hd95_pooled"] = s => s.Hausdorff95Pooled,
        ["assd_pooled"] = s => s.AverageSurfaceDistance,
        ["assd_mean_of_means"] = s => s.AverageSurfaceDistanceMeanOfMeans,
        ["asd_pred_to_ref"] = s => s.PredictionToReferenceDistance,
        ["asd_ref_to_pred"] = s => s.ReferenceToPredictionDistance,
        ["nsd_tau_1.0"] = s => s.NormalizedSurfaceDiceAt(1),
        ["nsd_tau_2.0"] = s => s.NormalizedSurfaceDiceAt(2),
    };

    [SkippableFact]
    public void Every_number_of_every_pair_matches()
    {
        int pairs = 0;
        foreach (JsonElement entry in OracleFile.Open("fairness/segmentation.json").Cases.Where(HasMasks))
        {
            MaskScores scores = Score(entry);
            foreach (JsonProperty expected in entry.GetProperty("expected").EnumerateObject())
            {
                Statistic actual = Scores[expected.Name](scores);
                if (expected.Value.ValueKind == JsonValueKind.Null)
                {
                    string reason = entry.GetProperty("undefined").GetProperty(expected.Name).GetString()!;
                    Assert.True(
                        actual.Reason == UndefinedReasons.Parse(reason),
                        $"{entry.GetProperty("id")}: {expected.Name} is {actual}.");
                    continue;
                }

                Assert.True(
                    Math.Abs(expected.Value.GetDouble() - actual.Value) <= Tolerance,
                    $"{entry.GetProperty("id")}: {expected.Name} is {actual}.");
            }

            pairs++;
        }

        Assert.Equal(16, pairs);
    }

    [SkippableFact]
    public void Numbers_of_monai_match_under_its_policy()
    {
        foreach (JsonElement entry in OracleFile.Open("fairness/segmentation.json").Cases.Where(HasMasks))
        {
            MaskScores scores = Score(entry);
            JsonElement expected = entry.GetProperty("monai_values_float32");
            void Check(string key, Statistic actual) => Assert.True(
                actual.IsDefined == double.IsFinite(expected.Number(key))
                    && (!actual.IsDefined || Math.Abs(actual.Value - expected.Number(key)) < 2e-5),
                $"{entry.GetProperty("id")}: {key} is {actual}.");
            Check("dice_ignore_empty", SegmentationScore.All["dice"].Of(scores, SegmentationPolicy.Monai));
            Check("iou_ignore_empty", SegmentationScore.All["iou"].Of(scores, SegmentationPolicy.Monai));
            Check(
                "dice_count_empty",
                SegmentationScore.All["dice"].Of(scores, new SegmentationPolicy(EmptyMaskPolicy.One)));
            Check("hd", SegmentationScore.All["hd"].Of(scores, SegmentationPolicy.Monai));
            Check("hd95", SegmentationScore.All["hd95"].Of(scores, SegmentationPolicy.Monai));
            Check("assd", SegmentationScore.All["assd"].Of(scores, SegmentationPolicy.Monai));
        }
    }

    [SkippableFact]
    public void Means_under_each_rule_for_empty_masks_match()
    {
        JsonElement expected =
            OracleFile.Open("fairness/segmentation.json")["empty_policy_set"].GetProperty("expected");
        MaskScores empty = new MaskPair(Mask([0, 0, 0, 0]), Mask([0, 0, 0, 0])).Score();
        foreach ((string key, EmptyMaskPolicy policy) in new[]
        {
            ("exclude_both_empty", EmptyMaskPolicy.Exclude),
            ("count_both_empty_as_1", EmptyMaskPolicy.One),
            ("count_both_empty_as_0", EmptyMaskPolicy.Zero),
        })
        {
            double both = SegmentationScore.All["dice"].Of(empty, new SegmentationPolicy(policy)).ValueOrNaN;
            double[] values = [0.9, 0.8, both, 0.7, 0.0, both];
            var kernel = (MetricKernel.OfSegmentationScores)Metric.Dice.Kernel;
            Assert.Equal(
                expected.GetProperty(key).Number("mean"), kernel.Compute(values, [1, 1, 1, 1, 1, 1]).Value, Tolerance);
            Assert.Equal(expected.GetProperty(key).GetProperty("n").GetInt32(), values.Count(double.IsFinite));
        }
    }

    private static bool HasMasks(JsonElement entry) => entry.GetProperty("inputs").TryGetProperty("pred_rle", out _);

    private static MaskVolume Mask(byte[] voxels) => new(voxels, [2, 2], [1, 1]);

    private static MaskScores Score(JsonElement entry)
    {
        JsonElement inputs = entry.GetProperty("inputs");
        return new MaskPair(Decode(inputs, "ref_rle"), Decode(inputs, "pred_rle")).Score();
    }

    private static MaskVolume Decode(JsonElement inputs, string name)
    {
        List<byte> voxels = [];
        byte value = 0;
        foreach (double run in inputs.Numbers(name))
        {
            voxels.AddRange(Enumerable.Repeat(value, (int)run));
            value ^= 1;
        }

        return new MaskVolume(
            voxels.ToArray(), [.. inputs.Numbers("shape").Select(size => (int)size)], inputs.Numbers("spacing"));
    }
}
