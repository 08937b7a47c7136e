namespace Isonomia.Numerics;

/// <summary>Chooses the first centroids: k-means++ (Arthur and Vassilvitskii, SODA 2007), each next one with
/// probability proportional to the squared distance to the nearest one so far; with several trials the best candidate
/// of a step.</summary>
internal sealed class KMeansSeeding
{
    private const int BlockRows = 1024;

    private readonly float[] _rows;
    private readonly int _width;
    private readonly int _count;
    private readonly int _maxThreads;
    private readonly double[] _blockSums;
    private double[] _distances;
    private double[] _trial;
    private double[] _best;

    private KMeansSeeding(float[] rows, int width, int maxThreads)
    {
        (_rows, _width, _maxThreads) = (rows, width, maxThreads);
        _count = rows.Length / width;
        _blockSums = new double[(_count + BlockRows - 1) / BlockRows];
        _distances = new double[_count];
        _trial = new double[_count];
        _best = new double[_count];
        Array.Fill(_distances, double.PositiveInfinity);
    }

    /// <summary>Chooses k rows.</summary>
    /// <returns>The centroids, shape [k, d].</returns>
    internal static float[] Choose(FloatRows rows, KMeansRequest request, RandomSource random)
    {
        int limit = (int)Math.Min(rows.Count, Math.Max(request.SeedingRowLimit, 8L * request.ClusterCount));
        float[] sample = Sample(rows, limit, random);
        return new KMeansSeeding(sample, rows.Width, request.MaxThreads)
            .Run(request.ClusterCount, request.SeedingTrials, random);
    }

    private static float[] Sample(FloatRows rows, int size, RandomSource random)
    {
        if (size == rows.Count)
        {
            float[] all = new float[checked(size * rows.Width)];
            rows.Read(0, all);
            return all;
        }

        int[] chosen = new int[size];
        for (int row = 0, taken = 0; taken < size; row++)
        {
            if (random.NextInt32(rows.Count - row) < size - taken)
            {
                chosen[taken++] = row;
            }
        }

        return rows.Gather(chosen);
    }

    private float[] Run(int clusterCount, int trials, RandomSource random)
    {
        float[] centroids = new float[checked(clusterCount * _width)];
        bool[] isTaken = new bool[_count];
        for (int cluster = 0; cluster < clusterCount; cluster++)
        {
            (int chosen, double potential) = (-1, double.PositiveInfinity);
            for (int trial = 0; trial < (cluster == 0 ? 1 : trials); trial++)
            {
                int candidate = Draw(cluster, isTaken, random);
                double sum = Measure(candidate);
                if (sum < potential || chosen < 0)
                {
                    (chosen, potential) = (candidate, sum);
                    (_best, _trial) = (_trial, _best);
                }
            }

            (_distances, _best) = (_best, _distances);
            isTaken[chosen] = true;
            Row(chosen).CopyTo(centroids.AsSpan(cluster * _width));
        }

        return centroids;
    }

    private ReadOnlySpan<float> Row(int row) => _rows.AsSpan(row * _width, _width);

    /// <summary>Draws a row by its squared distance; where all distances are 0, any row not taken yet.</summary>
    private int Draw(int cluster, bool[] isTaken, RandomSource random)
    {
        if (cluster == 0)
        {
            return random.NextInt32(_count);
        }

        double total = 0;
        for (int block = 0; block < _blockSums.Length; block++)
        {
            _blockSums[block] = SumOf(_distances, block);
            total += _blockSums[block];
        }

        if (!(total > 0))
        {
            int skip = random.NextInt32(_count - cluster);
            return Enumerable.Range(0, _count).Where(row => !isTaken[row]).ElementAt(skip);
        }

        double target = random.NextDouble() * total;
        int at = 0;
        while (at < _blockSums.Length - 1 && target >= _blockSums[at])
        {
            target -= _blockSums[at++];
        }

        int last = -1;
        for (int row = at * BlockRows; row < Math.Min(_count, (at + 1) * BlockRows); row++)
        {
            if (_distances[row] > 0)
            {
                last = row;
                target -= _distances[row];
                if (target < 0)
                {
                    return row;
                }
            }
        }

        return last >= 0 ? last : Array.FindLastIndex(_distances, distance => distance > 0);
    }

    /// <summary>Fills the trial distances with those that hold after taking a candidate; returns their sum.</summary>
    private double Measure(int candidate)
    {
        double[] trial = _trial;
        RowBlocks.InParallel(_count, BlockRows, _maxThreads, (start, length) =>
        {
            ReadOnlySpan<float> center = Row(candidate);
            for (int row = start; row < start + length; row++)
            {
                trial[row] = Math.Min(_distances[row], RowDistance.SquaredFloat(Row(row), center));
            }
        });
        double sum = 0;
        for (int block = 0; block < _blockSums.Length; block++)
        {
            sum += SumOf(trial, block);
        }

        return sum;
    }

    private double SumOf(double[] distances, int block)
    {
        double sum = 0;
        for (int row = block * BlockRows; row < Math.Min(_count, (block + 1) * BlockRows); row++)
        {
            sum += distances[row];
        }

        return sum;
    }
}
