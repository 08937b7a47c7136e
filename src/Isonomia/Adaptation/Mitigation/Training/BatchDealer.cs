using Isonomia.Numerics;

namespace Isonomia.Adaptation;

/// <summary>Deals the batches of an epoch.</summary>
internal sealed class BatchDealer
{
    private readonly int[] _rows;
    private readonly int[][] _pools;
    private readonly int _batchSize;
    private readonly RandomSource _random;

    internal BatchDealer(MitigationProblem problem, BatchSampling sampling, int batchSize, RandomSource random)
    {
        (_batchSize, _random) = (batchSize, random);
        Func<int, int> codeOf = sampling switch
        {
            BatchSampling.CellUniform => problem.CellOf,
            BatchSampling.ClassUniform => row => problem.Labels[row],
            BatchSampling.GroupUniform => row => problem.Groups[row],
            _ => _ => -1,
        };
        _pools = sampling == BatchSampling.Shuffled ? [] :
            [.. problem.Training.Where(row => codeOf(row) >= 0).GroupBy(codeOf).OrderBy(pool => pool.Key)
                .Select(pool => pool.ToArray())];
        _rows = (int[])problem.Training.Clone();
    }

    /// <summary>Batches an epoch; the last may be smaller.</summary>
    internal int StepCount => (_rows.Length + _batchSize - 1) / _batchSize;

    /// <summary>The probability that a draw gives a row.</summary>
    internal double Probability(int row) => _pools.Length == 0 ? 1.0 / _rows.Length
        : _pools.Where(pool => pool.Contains(row)).Sum(pool => 1.0 / ((double)_pools.Length * pool.Length));

    internal IEnumerable<int[]> Epoch()
    {
        if (_pools.Length == 0)
        {
            _random.Shuffle<int>(_rows);
        }

        for (int start = 0; start < _rows.Length; start += _batchSize)
        {
            int count = Math.Min(_batchSize, _rows.Length - start);
            int[] batch = new int[count];
            for (int i = 0; i < count; i++)
            {
                batch[i] = _pools.Length == 0 ? _rows[start + i] : Draw();
            }

            yield return batch;
        }
    }

    private int Draw()
    {
        int[] pool = _pools[_random.NextInt32(_pools.Length)];
        return pool[_random.NextInt32(pool.Length)];
    }
}
