using System.Numerics;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary><c>consistency(k)</c>: whether similar cases get similar values.</summary>
/// <remarks>
/// <para>Neighbors by Euclidean distance, found in single precision and re-checked in double among all that could be
/// one of the
/// k nearest; ties go to the lower row index (specification §20, A13). O(n² d), on all cores, the same for any
/// number.</para>
/// <para>Source: Zemel et al., Learning fair representations, ICML 2013. Deviation: by default a case
/// and the
/// rows of its patient are not its own neighbors; with <see cref="NeighborRequest.IncludesSelf"/> they are, as in
/// AIF360.</para>
/// </remarks>
public static class NeighborConsistency
{
    private const string Procedure = "neighbor_consistency";

    /// <summary>Computes the consistency.</summary>
    /// <param name="request">The cases.</param>
    /// <returns>A value of at most 1; too_few_rows where a case has fewer than k possible neighbors.</returns>
    /// <exception cref="ArgumentException">The features do not fill whole rows, or the units differ in
    /// number.</exception>
    public static ConsistencyResult Compute(NeighborRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.NeighborCount, 1, nameof(request));
        int n = request.Values.Length;
        if (n == 0 || request.Features.Length % n != 0 || request.Features.Length == 0
            || (request.Units is not null && request.Units.Length != n))
        {
            return n == 0
                ? new ConsistencyResult(UndefinedReason.EmptyGroup, 0)
                : throw new ArgumentException(
                    $"There are {n} values and {request.Features.Length} feature numbers; each row needs the same "
                        + "number of them.",
                    nameof(request));
        }

        if (n <= request.NeighborCount)
        {
            return new ConsistencyResult(UndefinedReason.TooFewRows, 0);
        }

        float[] features = request.NormalizesLength ? Normalized(request.Features.Span, n) : request.Features.ToArray();
        int[] queries = Queries(request, n);
        double[] differences = new double[queries.Length];
        Parallel.For(
            0,
            queries.Length,
            () => (Distances: new float[n], Sorted: new float[n]),
            (q, _, buffers) =>
            {
                differences[q] = Difference(request, features, queries[q], buffers.Distances, buffers.Sorted);
                return buffers;
            },
            static _ => { });
        CompensatedSum sum = default;
        foreach (double difference in differences)
        {
            if (double.IsNaN(difference))
            {
                return new ConsistencyResult(UndefinedReason.TooFewRows, queries.Length);
            }

            sum.Add(difference);
        }

        return new ConsistencyResult(1 - (sum.Value / queries.Length), queries.Length);
    }

    /// <summary>|v − mean of the neighbors' v|, NaN where there are fewer than k candidates.</summary>
    private static double Difference(
        NeighborRequest request, float[] features, int query, float[] distances, float[] sorted)
    {
        int n = distances.Length;
        int width = features.Length / n;
        ReadOnlySpan<float> point = features.AsSpan(query * width, width);
        int candidates = 0;
        for (int j = 0; j < n; j++)
        {
            bool isCandidate = request.IncludesSelf
                || (j != query && (request.Units is null || request.Units[j] != request.Units[query]));
            distances[j] =
                isCandidate ? SquaredDistance(point, features.AsSpan(j * width, width)) : float.PositiveInfinity;
            if (isCandidate)
            {
                sorted[candidates++] = distances[j];
            }
        }

        if (candidates < request.NeighborCount)
        {
            return double.NaN;
        }

        Array.Sort(sorted, 0, candidates);
        double slack = 1e-6 + (width * 2.4e-7);
        double limit = sorted[request.NeighborCount - 1] * (1 + slack);
        List<(double Distance, int Row)> near = [];
        for (int j = 0; j < n; j++)
        {
            if (distances[j] <= limit)
            {
                near.Add((ExactSquaredDistance(point, features.AsSpan(j * width, width)), j));
            }
        }

        near.Sort();
        ReadOnlySpan<double> values = request.Values.Span;
        CompensatedSum mean = default;
        for (int k = 0; k < request.NeighborCount; k++)
        {
            mean.Add(values[near[k].Row] / request.NeighborCount);
        }

        return Math.Abs(values[query] - mean.Value);
    }

    private static float SquaredDistance(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        Vector<float> sum = Vector<float>.Zero;
        int i = 0;
        for (; i <= first.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> difference = new Vector<float>(first[i..]) - new Vector<float>(second[i..]);
            sum += difference * difference;
        }

        float total = Vector.Sum(sum);
        for (; i < first.Length; i++)
        {
            float difference = first[i] - second[i];
            total += difference * difference;
        }

        return total;
    }

    private static double ExactSquaredDistance(ReadOnlySpan<float> first, ReadOnlySpan<float> second)
    {
        double sum = 0;
        for (int i = 0; i < first.Length; i++)
        {
            double difference = (double)first[i] - second[i];
            sum += difference * difference;
        }

        return sum;
    }

    private static int[] Queries(NeighborRequest request, int n)
    {
        int[] rows = [.. Enumerable.Range(0, n)];
        if (n <= request.SampleAbove)
        {
            return rows;
        }

        RandomSource.For(request.Seed, Procedure, 0).Shuffle<int>(rows);
        return [.. rows.Take(request.SampleSize).Order()];
    }

    private static float[] Normalized(ReadOnlySpan<float> features, int n)
    {
        float[] scaled = features.ToArray();
        int width = scaled.Length / n;
        for (int row = 0; row < n; row++)
        {
            Span<float> point = scaled.AsSpan(row * width, width);
            double length = Math.Sqrt(ExactSquaredDistance(point, new float[width]));
            for (int i = 0; i < width && length > 0; i++)
            {
                point[i] = (float)(point[i] / length);
            }
        }

        return scaled;
    }
}
