namespace Isonomia.Fairness;

/// <summary>Every metric in every cell, over all resamples: NaN where undefined.</summary>
internal sealed class ReplicateTable
{
    private readonly double[][] _series;
    private readonly int _cellCount;

    /// <summary>Makes an empty table.</summary>
    /// <param name="metricCount">Metrics.</param>
    /// <param name="cellCount">Cells.</param>
    /// <param name="replicates">Replicates.</param>
    internal ReplicateTable(int metricCount, int cellCount, int replicates)
    {
        _cellCount = cellCount;
        Replicates = replicates;
        _series = new double[metricCount * cellCount][];
        for (int i = 0; i < _series.Length; i++)
        {
            _series[i] = new double[replicates];
        }
    }

    /// <summary>How many replicates there are.</summary>
    internal int Replicates { get; }

    /// <summary>The replicates of a metric in a cell.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="cell">The cell.</param>
    /// <returns>The values, NaN where undefined, shape [replicates].</returns>
    internal double[] Series(int metric, int cell) => _series[(metric * _cellCount) + cell];

    /// <summary>Takes over one block.</summary>
    /// <param name="first">The first replicate of the block.</param>
    /// <param name="values">The values, laid out [(metric · cells + cell) · 8 + lane].</param>
    internal void Store(int first, ReadOnlySpan<double> values)
    {
        int lanes = Math.Min(Lanes.Count, Replicates - first);
        for (int i = 0; i < _series.Length; i++)
        {
            values.Slice(i * Lanes.Count, lanes).CopyTo(_series[i].AsSpan(first));
        }
    }
}
