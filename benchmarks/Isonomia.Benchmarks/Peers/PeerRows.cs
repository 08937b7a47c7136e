using System.Runtime.InteropServices;
using Isonomia.Numerics;

namespace Isonomia.Benchmarks.Peers;

/// <summary>Rows that ours and a peer work on: a mixture of 2,000 Gaussian blobs in which one row in twenty nearly
/// repeats an earlier one; written once as float32 and as float16 (the same numbers).</summary>
internal static class PeerRows
{
    private const int Blobs = 2_000;
    private const double RepeatShare = 0.05;
    private const double RepeatNoise = 0.02;
    private const int Remembered = 1_000;

    /// <summary>Writes the files where they are absent.</summary>
    /// <returns>Their path without the endings <c>.f32</c> and <c>.f16</c>.</returns>
    internal static string Write(int rows, int width)
    {
        string path = Path.Combine(Path.GetTempPath(), $"isonomia-peer-rows-{rows}x{width}");
        if (File.Exists(path + ".f16"))
        {
            return path;
        }

        RandomSource random = new(1);
        float[] centers = [.. Enumerable.Range(0, Blobs * width).Select(_ => (float)random.NextNormal())];
        float[][] recent = [.. Enumerable.Range(0, Remembered).Select(_ => new float[width])];
        float[] row = new float[width];
        Half[] half = new Half[width];
        using FileStream single = File.Create(path + ".f32");
        using FileStream small = File.Create(path + ".f16.part");
        for (int i = 0; i < rows; i++)
        {
            bool repeats = i >= Remembered && random.NextDouble() < RepeatShare;
            float[] old = recent[random.NextInt32(Remembered)];
            int blob = random.NextInt32(Blobs);
            for (int p = 0; p < width; p++)
            {
                double value = repeats
                    ? old[p] + (RepeatNoise * random.NextNormal())
                    : centers[(blob * width) + p] + random.NextNormal();
                half[p] = (Half)value;
                row[p] = (float)half[p];
            }

            row.CopyTo(recent[i % Remembered], 0);
            single.Write(MemoryMarshal.AsBytes<float>(row));
            small.Write(MemoryMarshal.AsBytes<Half>(half));
        }

        small.Dispose();
        File.Move(path + ".f16.part", path + ".f16");
        return path;
    }
}
