using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The distances between the boundaries of two masks, both ways, each in ascending order.</summary>
internal sealed class BoundaryDistances
{
    private const double Slack = 1e-9;

    private readonly double[] _forward;
    private readonly double[] _backward;

    /// <param name="forward">From every boundary voxel of the prediction to the reference's boundary.</param>
    /// <param name="backward">From every boundary voxel of the reference to the prediction's boundary.</param>
    internal BoundaryDistances(double[] forward, double[] backward)
    {
        Array.Sort(forward);
        Array.Sort(backward);
        (_forward, _backward) = (forward, backward);
    }

    internal int PredictionCount => _forward.Length;

    internal int ReferenceCount => _backward.Length;

    internal double PredictionToReference => Mean(_forward);

    internal double ReferenceToPrediction => Mean(_backward);

    internal double Hausdorff => Math.Max(_forward[^1], _backward[^1]);

    internal double DirectedPercentile(double level) =>
        Math.Max(Quantile.OfSorted(_forward, level), Quantile.OfSorted(_backward, level));

    internal double PooledPercentile(double level)
    {
        double[] pooled = [.. _forward, .. _backward];
        Array.Sort(pooled);
        return Quantile.OfSorted(pooled, level);
    }

    internal double PooledMean =>
        ((PredictionToReference * _forward.Length) + (ReferenceToPrediction * _backward.Length)) / (
            _forward.Length + _backward.Length);

    internal double ShareWithin(double tolerance) =>
        (double)(CountWithin(_forward, tolerance) + CountWithin(_backward, tolerance)) / (
            _forward.Length + _backward.Length);

    /// <summary>Measures two cropped masks, both with foreground.</summary>
    internal static BoundaryDistances Between(
        ReadOnlySpan<byte> reference, ReadOnlySpan<byte> prediction, GridBox box, MaskVolume grid)
    {
        bool isPlane = GridBox.IsPlane(grid);
        int[] referenceBoundary = MaskBoundary.Of(reference, box, isPlane);
        int[] predictionBoundary = MaskBoundary.Of(prediction, box, isPlane);
        DistanceTransform transform = new(box, GridBox.Spacing(grid));
        double[] forward = Read(transform.To(referenceBoundary), predictionBoundary);
        double[] backward = Read(transform.To(predictionBoundary), referenceBoundary);
        return new BoundaryDistances(forward, backward);
    }

    private static double[] Read(ReadOnlySpan<double> squares, int[] voxels)
    {
        double[] distances = new double[voxels.Length];
        for (int i = 0; i < distances.Length; i++)
        {
            distances[i] = Math.Sqrt(squares[voxels[i]]);
        }

        return distances;
    }

    private static int CountWithin(double[] ascending, double tolerance)
    {
        int count = 0;
        while (count < ascending.Length && ascending[count] <= tolerance + Slack)
        {
            count++;
        }

        return count;
    }

    private static double Mean(double[] values)
    {
        CompensatedSum sum = default;
        foreach (double value in values)
        {
            sum.Add(value);
        }

        return sum.Value / values.Length;
    }
}
