using Isonomia.Fairness;
using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>What a pair of masks answers, by hand and against brute force.</summary>
public sealed class MaskPairTests
{
    [Fact]
    public void Distances_equal_brute_force_for_any_masks()
    {
        for (int trial = 0; trial < 60; trial++)
        {
            var random = RandomSource.For(11, nameof(MaskPairTests), trial);
            int[] shape = trial % 2 == 0
                ? [1 + random.NextInt32(9), 1 + random.NextInt32(9)]
                : [1 + random.NextInt32(6), 1 + random.NextInt32(6), 1 + random.NextInt32(20)];
            double[] spacing = [.. shape.Select(_ => 0.3 + (3 * random.NextDouble()))];
            byte[] reference = Random(random, shape, 0.3);
            byte[] prediction = Random(random, shape, 0.5);
            (double[] forward, double[] backward) = BruteForce(reference, prediction, shape, spacing);
            MaskScores scores = new MaskPair(new(reference, shape, spacing), new(prediction, shape, spacing)).Score();
            if (forward.Length == 0)
            {
                Assert.False(scores.HausdorffDistance.IsDefined);
                continue;
            }

            Assert.Equal(Math.Max(forward.Max(), backward.Max()), scores.HausdorffDistance.Value, 1e-9);
            Assert.Equal(forward.Concat(backward).Average(), scores.AverageSurfaceDistance.Value, 1e-9);
            Assert.Equal(forward.Average(), scores.PredictionToReferenceDistance.Value, 1e-9);
            Assert.Equal(
                forward.Concat(backward)
                    .Count(distance => distance <= 1.1 + 1e-9) / (double)(forward.Length + backward.Length),
                scores.NormalizedSurfaceDiceAt(1.1).Value,
                1e-12);
        }
    }

    [Fact]
    public void Where_one_mask_is_empty_a_distance_costs_the_image_diagonal_unless_left_out()
    {
        MaskScores missed = new MaskPair(Plane([1, 0, 0, 0]), Plane([0, 0, 0, 0])).Score(1);
        Assert.Equal(
            Math.Sqrt((4 * 4) + (2 * 2)),
            SegmentationScore.All["hd95"].Of(missed, SegmentationPolicy.Default).Value,
            1e-12);
        Assert.Equal(
            UndefinedReason.EmptyPrediction, SegmentationScore.All["hd95"].Of(missed, SegmentationPolicy.Monai).Reason);
        Assert.Equal(0, SegmentationScore.All["nsd"].Of(missed, SegmentationPolicy.Default).Value);
        Assert.Equal(-2, missed.VolumeError);
    }

    [Fact]
    public void Lesions_connect_by_faces_and_need_a_tenth_of_overlap()
    {
        byte[] reference = [1, 0, 0, 0, 0, 0,
                            0, 1, 0, 0, 1, 1];
        byte[] prediction = [1, 1, 0, 0, 0, 0,
                             0, 0, 0, 1, 0, 0];
        MaskScores scores = new MaskPair(new(reference, [2, 6], [1, 1]), new(prediction, [2, 6], [1, 1])).Score();
        Assert.Equal(3, scores.ReferenceLesionCount);
        Assert.Equal(1.0 / 3, scores.LesionRecall.Value);
        Assert.Equal(1, scores.FalsePositiveLesionCount);
    }

    [Theory]
    [InlineData(9, 1)]
    [InlineData(10, 0)]
    public void A_lesion_ten_times_smaller_than_its_prediction_is_just_found(int extra, int found)
    {
        byte[] reference = [1, .. new byte[extra]];
        byte[] prediction = [.. Enumerable.Repeat((byte)1, extra + 1)];
        MaskScores scores =
            new MaskPair(new(reference, [1, extra + 1], [1, 1]), new(prediction, [1, extra + 1], [1, 1])).Score();
        Assert.Equal(found, scores.FoundLesionCount);
    }

    [Fact]
    public void Masks_on_different_grids_are_refused()
    {
        Assert.Throws<ArgumentException>(
            () => new MaskPair(Plane([1, 0, 0, 0]), new MaskVolume(new byte[4], [2, 2], [1, 1])));
        Assert.Throws<ArgumentException>(() => new MaskVolume(new byte[3], [2, 2], [1, 1]));
        Assert.Throws<ArgumentException>(() => new MaskVolume(new byte[4], [2, 2], [1, 0]));
        Assert.Throws<InvalidOperationException>(
            () => new MaskPair(Plane([1, 0, 0, 0]), Plane([1, 0, 0, 0])).Score().NormalizedSurfaceDice);
    }

    private static MaskVolume Plane(byte[] voxels) => new(voxels, [2, 2], [2, 1]);

    private static byte[] Random(RandomSource random, int[] shape, double share) =>
        [
            .. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b))
            .Select(_ => random.NextDouble() < share ? (byte)1 : (byte)0)];

    private static (double[] Forward, double[] Backward) BruteForce(
        byte[] reference, byte[] prediction, int[] shape, double[] spacing)
    {
        double[][] there = Boundary(reference, shape, spacing);
        double[][] seen = Boundary(prediction, shape, spacing);
        return there.Length == 0 || seen.Length == 0 ? ([], []) : (Nearest(seen, there), Nearest(there, seen));
    }

    private static double[] Nearest(double[][] from, double[][] to) =>
        [.. from.Select(a => to.Min(b => Math.Sqrt(a.Zip(b, (x, y) => (x - y) * (x - y)).Sum())))];

    private static double[][] Boundary(byte[] mask, int[] shape, double[] spacing)
    {
        List<double[]> points = [];
        for (int i = 0; i < mask.Length; i++)
        {
            int[] at = new int[shape.Length];
            for (int axis = shape.Length - 1, rest = i; axis >= 0; axis--)
            {
                (at[axis], rest) = (rest % shape[axis], rest / shape[axis]);
            }

            if (mask[i] != 0
                && Enumerable.Range(0, shape.Length).Any(axis => !IsInside(at, axis, -1) || !IsInside(at, axis, 1)))
            {
                points.Add([.. at.Select((place, axis) => place * spacing[axis])]);
            }
        }

        return [.. points];

        bool IsInside(int[] at, int axis, int step)
        {
            int[] next = [.. at];
            next[axis] += step;
            if (next[axis] < 0 || next[axis] >= shape[axis])
            {
                return false;
            }

            int index = 0;
            for (int a = 0; a < shape.Length; a++)
            {
                index = (index * shape[a]) + next[a];
            }

            return mask[index] != 0;
        }
    }
}
