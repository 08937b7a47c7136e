using Isonomia.Adaptation;

namespace Isonomia.Tests;

public sealed class ActivationRowsTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public void Dispose() => _scratch.Dispose();

    [Theory]
    [InlineData(0, true)]
    [InlineData(1 << 20, false)]
    public void Rows_come_back_as_they_were_kept_and_leave_no_file(long memory, bool isInFile)
    {
        string folder = _scratch.File("rows");
        float[] batch = new float[9];
        using (ActivationRows rows = new(3, 3, memory, folder))
        {
            rows.Put(2, [7, 8, 9]);
            rows.Put(0, [1, 2, 3]);
            rows.Fill([2, 0], batch, CancellationToken.None);
            Assert.Equal(isInFile, rows.IsInFile);
        }

        Assert.Equal([7f, 8, 9, 1, 2, 3, 7, 8, 9], batch);
        Assert.False(Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any());
    }

    [Fact]
    public void A_disk_without_room_is_told_before_anything_runs()
    {
        string folder = _scratch.File("full");
        IOException failure = Assert.Throws<IOException>(() => new ActivationRows(1 << 16, int.MaxValue, 0, folder));

        Assert.Equal(
            $"What the frozen part gives takes {(65536L * int.MaxValue * 4) >> 20} MiB and the disk of '{folder}' has no "
                + "room for it; make room, or let more of it stay in memory (--memory).",
            failure.Message);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }
}
