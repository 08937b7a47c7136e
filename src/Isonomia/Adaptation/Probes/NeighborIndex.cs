using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>The training rows as unit vectors, and the nearest of them for rows that were asked for.</summary>
/// <remarks>Every pair is compared (cost m·n·d); the neighbors of the last question are kept, since the values of a
/// grid ask the same one.</remarks>
internal sealed class NeighborIndex
{
    private readonly FloatMatrix _units;
    private (FloatMatrix Embeddings, IReadOnlyList<int> Rows, (int Place, double Cosine)[][] Neighbors)? _last;

    internal NeighborIndex(ProbeProblem problem, int most)
    {
        Most = Math.Min(most, problem.Rows.Count);
        _units = problem.Embeddings.Take(problem.Rows).Normalized();
    }

    /// <summary>The most neighbors there are.</summary>
    internal int Most { get; }

    /// <summary>For every row its nearest training rows by place, largest cosine first, ties by place.</summary>
    internal (int Place, double Cosine)[][] Find(FloatMatrix embeddings, IReadOnlyList<int> rows, int threadCount)
    {
        if (_last is { } last && last.Embeddings == embeddings && ReferenceEquals(last.Rows, rows))
        {
            return last.Neighbors;
        }

        FloatMatrix queries = embeddings.Take(rows).Normalized();
        var neighbors = new (int, double)[rows.Count][];
        Parallel.For(0, rows.Count, new ParallelOptions { MaxDegreeOfParallelism = threadCount }, i =>
        {
            double[] distances = new double[_units.RowCount];
            int[] places = new int[distances.Length];
            for (int t = 0; t < distances.Length; t++)
            {
                distances[t] = -Distance.Dot(queries.Row(i), _units.Row(t));
                places[t] = t;
            }

            Array.Sort(distances, places); // not stable; the next line puts ties in order
            int end = Most;
            while (end < distances.Length && distances[end] == distances[Most - 1])
            {
                end++;
            }

            neighbors[i] = [.. Enumerable.Range(0, end)
                .OrderBy(t => distances[t]).ThenBy(t => places[t]).Take(Most).Select(t => (places[t], -distances[t]))];
        });
        _last = (embeddings, rows, neighbors);
        return neighbors;
    }
}
