using BenchmarkDotNet.Attributes;
using Isonomia.Imaging;
using Isonomia.Numerics;

namespace Isonomia.Benchmarks;

/// <summary>The vectorized columns of a resize against the plain sum they agree with.</summary>
[MemoryDiagnoser]
public class ResizeBenchmarks
{
    private byte[] _samples = [];
    private Image _image = new(1, 1, 1, [0]);

    /// <summary>The side of the square RGB picture.</summary>
    [Params(512, 2048)]
    public int Side { get; set; }

    /// <summary>Makes the picture.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        _samples = new byte[Side * Side * 3];
        RandomSource random = new(1);
        for (int i = 0; i < _samples.Length; i++)
        {
            _samples[i] = (byte)random.NextInt32(256);
        }

        _image = new Image(Side, Side, 3, _samples);
    }

    /// <summary>Weighs one sample after the other.</summary>
    /// <returns>The rows of the smaller picture.</returns>
    [Benchmark(Baseline = true)]
    public byte[] PlainColumns()
    {
        AxisWeights rows = AxisWeights.Widened(Side, 224, ResizeKernel.Cubic);
        int[] weights = Array.ConvertAll(
            rows.Weights, weight => (int)((weight < 0 ? -0.5 : 0.5) + (weight * (1 << 22))));
        byte[] target = new byte[224 * Side * 3];
        for (int y = 0; y < 224; y++)
        {
            for (int i = 0; i < Side * 3; i++)
            {
                int sum = 1 << 21;
                for (int j = 0; j < rows.Counts[y]; j++)
                {
                    sum += _samples[((rows.Starts[y] + j) * Side * 3) + i] * weights[(y * rows.Stride) + j];
                }

                target[(y * Side * 3) + i] = (byte)Math.Clamp(sum >> 22, 0, 255);
            }
        }

        return target;
    }

    /// <summary>The same rows as the product computes them.</summary>
    /// <returns>The smaller picture.</returns>
    [Benchmark]
    public Image VectorizedColumns() => _image.Resize(Side, 224, ResizeKernel.Cubic);

    /// <summary>Both axes, as a model's preprocessing does.</summary>
    /// <returns>The smaller picture.</returns>
    [Benchmark]
    public Image BothAxes() => _image.Resize(224, 224, ResizeKernel.Cubic);
}
