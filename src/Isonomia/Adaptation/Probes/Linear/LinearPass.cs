using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Isonomia.Adaptation;

/// <summary>One pass over the rows: margins of all outputs, what the loss makes of them, and the gradient, while a row
/// is in the cache.</summary>
/// <remarks>Rows are taken four at a time and sums kept a chunk; chunks depend on the number of rows alone and are
/// added in order, so that the result does not depend on the number of threads. Memory traffic is one reading of the
/// floats.</remarks>
internal sealed class LinearPass
{
    private const int Together = 4;
    private const int MostChunks = 64;
    private const int FewestRows = 128;

    private readonly StandardizedRows _rows;
    private readonly int _outputs;
    private readonly ParallelOptions _options;
    private readonly int _chunkRows;
    private readonly double[][] _sums;
    private readonly double[] _losses;

    internal LinearPass(StandardizedRows rows, int outputs, int threadCount)
    {
        _rows = rows;
        _outputs = outputs;
        _options = new ParallelOptions { MaxDegreeOfParallelism = threadCount };
        _chunkRows =
            Math.Max(FewestRows, ((((rows.Count + MostChunks - 1) / MostChunks) + Together - 1) / Together) * Together);
        _sums = new double[(rows.Count + _chunkRows - 1) / _chunkRows][];
        _losses = new double[_sums.Length];
    }

    /// <summary>Turns the margins of a row into residuals, in place, and gives the loss of the row.</summary>
    internal delegate double Loss(int index, Span<double> margins);

    /// <summary>Sums losses and gradients over all rows.</summary>
    /// <param name="parameters">Weights, shape [outputs, d], then intercepts, shape [outputs].</param>
    /// <param name="loss">The loss of a row.</param>
    /// <param name="gradient">Receives Σ residual·(row, 1), in the layout of the parameters.</param>
    /// <returns>The sum of losses.</returns>
    internal double Run(double[] parameters, Loss loss, double[] gradient)
    {
        Parallel.For(0, _sums.Length, _options, chunk =>
        {
            double[] sums = _sums[chunk] ??= new double[gradient.Length];
            Array.Clear(sums);
            _losses[chunk] = RunChunk(chunk * _chunkRows, parameters, loss, sums);
        });

        Array.Clear(gradient);
        double total = 0;
        for (int chunk = 0; chunk < _sums.Length; chunk++)
        {
            TensorPrimitives.Add(gradient, _sums[chunk], gradient);
            total += _losses[chunk];
        }

        return total;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double RunChunk(int start, double[] parameters, Loss loss, double[] sums)
    {
        int width = _rows.Width;
        int end = Math.Min(_rows.Count, start + _chunkRows);
        double[] buffer = new double[Together * width];
        double[] margins = new double[Together * _outputs];
        Span<double> weights = parameters.AsSpan(0, _outputs * width);
        Span<double> intercepts = parameters.AsSpan(_outputs * width);
        Span<double> interceptSums = sums.AsSpan(_outputs * width);
        double total = 0;
        for (int first = start; first < end; first += Together)
        {
            int count = Math.Min(Together, end - first);
            for (int r = 0; r < count; r++)
            {
                _rows.Fill(first + r, buffer.AsSpan(r * width, width));
            }

            buffer.AsSpan(count * width).Clear();
            for (int k = 0; k < _outputs; k++)
            {
                Dot(buffer, weights.Slice(k * width, width), intercepts[k], margins, k);
            }

            for (int r = 0; r < Together; r++)
            {
                Span<double> row = margins.AsSpan(r * _outputs, _outputs);
                if (r >= count)
                {
                    row.Clear();
                    continue;
                }

                total += loss(first + r, row);
                TensorPrimitives.Add(interceptSums, row, interceptSums);
            }

            for (int k = 0; k < _outputs; k++)
            {
                Spread(buffer, margins, k, sums.AsSpan(k * width, width));
            }
        }

        return total;
    }

    /// <summary>The margins of four rows for one output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Dot(double[] buffer, ReadOnlySpan<double> weights, double intercept, double[] margins, int output)
    {
        int width = weights.Length;
        ref double x = ref MemoryMarshal.GetArrayDataReference(buffer);
        ref double w = ref MemoryMarshal.GetReference(weights);
        (Vector512<double> a, Vector512<double> b, Vector512<double> c, Vector512<double> d) =
            (default, default, default, default);
        int j = 0;
        for (; j <= width - 8; j += 8)
        {
            var weight = Vector512.LoadUnsafe(ref w, (nuint)j);
            a = Vector512.FusedMultiplyAdd(weight, Vector512.LoadUnsafe(ref x, (nuint)j), a);
            b = Vector512.FusedMultiplyAdd(weight, Vector512.LoadUnsafe(ref x, (nuint)(width + j)), b);
            c = Vector512.FusedMultiplyAdd(weight, Vector512.LoadUnsafe(ref x, (nuint)((2 * width) + j)), c);
            d = Vector512.FusedMultiplyAdd(weight, Vector512.LoadUnsafe(ref x, (nuint)((3 * width) + j)), d);
        }

        Span<double> sums = [Vector512.Sum(a), Vector512.Sum(b), Vector512.Sum(c), Vector512.Sum(d)];
        for (int r = 0; r < Together; r++)
        {
            double sum = sums[r] + intercept;
            for (int rest = j; rest < width; rest++)
            {
                sum += weights[rest] * buffer[(r * width) + rest];
            }

            margins[(r * _outputs) + output] = sum;
        }
    }

    /// <summary>Adds four rows, each times its residual, to the gradient of one output.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Spread(double[] buffer, double[] residuals, int output, Span<double> sums)
    {
        int width = sums.Length;
        ref double x = ref MemoryMarshal.GetArrayDataReference(buffer);
        ref double g = ref MemoryMarshal.GetReference(sums);
        double ra = residuals[output];
        double rb = residuals[_outputs + output];
        double rc = residuals[(2 * _outputs) + output];
        double rd = residuals[(3 * _outputs) + output];
        (Vector512<double> a, Vector512<double> b) = (Vector512.Create(ra), Vector512.Create(rb));
        (Vector512<double> c, Vector512<double> d) = (Vector512.Create(rc), Vector512.Create(rd));
        int j = 0;
        for (; j <= width - 8; j += 8)
        {
            var sum = Vector512.LoadUnsafe(ref g, (nuint)j);
            sum = Vector512.FusedMultiplyAdd(a, Vector512.LoadUnsafe(ref x, (nuint)j), sum);
            sum = Vector512.FusedMultiplyAdd(b, Vector512.LoadUnsafe(ref x, (nuint)(width + j)), sum);
            sum = Vector512.FusedMultiplyAdd(c, Vector512.LoadUnsafe(ref x, (nuint)((2 * width) + j)), sum);
            sum = Vector512.FusedMultiplyAdd(d, Vector512.LoadUnsafe(ref x, (nuint)((3 * width) + j)), sum);
            sum.StoreUnsafe(ref g, (nuint)j);
        }

        for (; j < width; j++)
        {
            sums[j] += (ra * buffer[j]) + (rb * buffer[width + j]) + (rc * buffer[(2 * width) + j])
                + (rd * buffer[(3 * width) + j]);
        }
    }
}
