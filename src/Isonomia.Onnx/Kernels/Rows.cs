namespace Isonomia.Onnx;

/// <summary>Shares out rows in blocks that depend on their size alone, so that sums over a block are the same for any
/// number of threads.</summary>
internal static class Rows
{
    internal static int BlockCount(int rowCount, int width) => (rowCount + PerBlock(width) - 1) / PerBlock(width);

    internal static void Run(KernelRun run, int rowCount, int width, Action<int, int> rows)
    {
        int size = PerBlock(width);
        run.Parallel(BlockCount(rowCount, width), block =>
            rows(block * size, Math.Min(size, rowCount - (block * size))));
    }

    /// <summary>The block that begins with a row.</summary>
    internal static int Block(int firstRow, int width) => firstRow / PerBlock(width);

    private static int PerBlock(int width) => Math.Max(1, FusedKernel.BlockSize / Math.Max(width, 1));
}
