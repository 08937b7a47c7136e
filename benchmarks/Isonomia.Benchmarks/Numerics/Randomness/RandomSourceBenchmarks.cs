using BenchmarkDotNet.Attributes;
using Isonomia.Numerics;

namespace Isonomia.Benchmarks;

/// <summary>A resampling draw: bounded integers, against the generator of the runtime.</summary>
[MemoryDiagnoser]
public class RandomSourceBenchmarks
{
    private int[] _draws = [];

    /// <summary>Rows of a resample.</summary>
    [Params(1_000, 100_000)]
    public int Count { get; set; }

    [GlobalSetup]
    public void Allocate() => _draws = new int[Count];

    [Benchmark(Baseline = true)]
    public int SystemRandom()
    {
        Random random = new(1);
        for (int i = 0; i < _draws.Length; i++)
        {
            _draws[i] = random.Next(_draws.Length);
        }

        return _draws[^1];
    }

    [Benchmark]
    public int Isonomia()
    {
        RandomSource random = new(1);
        for (int i = 0; i < _draws.Length; i++)
        {
            _draws[i] = random.NextInt32(_draws.Length);
        }

        return _draws[^1];
    }
}
