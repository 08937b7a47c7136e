using Isonomia.Numerics;

namespace Isonomia.Tests;

/// <summary>Memory is that of the process, so nothing else may run meanwhile.</summary>
[Collection(MeasuredAlone.Name)]
public sealed class LargeClusteringTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public void Four_gigabytes_of_rows_are_clustered_from_disk_in_bounded_memory()
    {
        const int Width = 1_024;
        const int Count = 1_000_000;
        string path = _folder.File("rows.f32");
        using (FileStream file = new(path, FileMode.CreateNew))
        {
            // The file is sparse: only what is not zero takes room.
            file.SetLength((long)Count * Width * sizeof(float));
            for (int row = 0; row < Count; row += 1_000)
            {
                file.Position = (long)row * Width * sizeof(float);
                file.Write(BitConverter.GetBytes((float)(row % 7_000)));
            }
        }

        GC.Collect();
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = 0;
        using Timer watch = new(_ => most = Math.Max(most, GC.GetTotalMemory(false)), null, 0, 50);
        using FileRows rows = FloatRows.OfFile(path, 0, Count, Width, isHalf: false);
        KMeansResult result = KMeans.Fit(rows, new KMeansRequest { ClusterCount = 7, MaxIterations = 1, Seed = 1 });
        Assert.Equal(Count, result.Labels.Length);
        Assert.True(most - before < 1L << 30, $"{(most - before) >> 20} MiB were held while clustering.");
    }
}
