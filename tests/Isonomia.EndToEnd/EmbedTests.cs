using System.Buffers.Binary;
using System.Diagnostics;
using Isonomia.Embeddings;
using Isonomia.Imaging;
using Isonomia.Numerics;

namespace Isonomia.EndToEnd;

/// <summary>The store under processes that are killed, run side by side, or meet a full disk: nothing lost, nothing
/// twice.</summary>
public sealed class EmbedTests : IDisposable
{
    private const int PictureCount = 2400;
    private const int Kills = 4;
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(3);

    private readonly TemporaryFolder _folder = new();

    public EmbedTests()
    {
        SmallestEncoder.Write(_folder["encoder"]);
        Directory.CreateDirectory(_folder["pictures"]);
        RandomSource random = new(5);
        List<string> table = ["image_id,path"];
        for (int i = 0; i < PictureCount; i++)
        {
            byte[] samples = new byte[24 * 24];
            for (int p = 0; p < samples.Length; p++)
            {
                samples[p] = (byte)random.NextInt32(256);
            }

            new Image(24, 24, 1, samples).WritePng(_folder[$"pictures/{i}.png"]);
            table.Add($"p{i},pictures/{i}.png");
        }

        File.WriteAllLines(_folder["table.csv"], table);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_run_that_is_killed_again_and_again_ends_with_every_row_once()
    {
        (await IsonomiaProcess.RunAsync(Arguments("whole"))).ShouldExitWith(0);
        int killed = 0;
        for (; killed < Kills; killed++)
        {
            int before = RowFiles("killed").Length;
            using Process process = Start("killed");
            await Until(() => process.HasExited || RowFiles("killed").Length > before);
            if (process.HasExited)
            {
                break; // it was faster than we
            }

            process.Kill(); // SIGKILL: no chance to tidy up
            await process.WaitForExitAsync();
        }

        Assert.True(killed >= 2,
            $"The run was killed only {killed} times before it ended; the test needs more pictures.");
        ProcessResult last = (await IsonomiaProcess.RunAsync(Arguments("killed"))).ShouldExitWith(0);
        Assert.DoesNotContain($"{PictureCount} computed now", last.Output, StringComparison.Ordinal);
        AssertSame("whole", "killed");
    }

    [Fact]
    public async Task Two_processes_fill_one_store_and_one_goes_on_when_the_other_is_killed()
    {
        (await IsonomiaProcess.RunAsync(Arguments("whole"))).ShouldExitWith(0);
        using Process first = Start("both");
        using Process second = Start("both");
        await Until(() => first.HasExited || RowFiles("both").Length >= 4);
        first.Kill();
        await first.WaitForExitAsync();
        await second.WaitForExitAsync(new CancellationTokenSource(Limit).Token);
        Assert.Equal(0, second.ExitCode);
        AssertSame("whole", "both");

        Process[] pair = [Start("pair"), Start("pair")];
        foreach (Process process in pair)
        {
            await process.WaitForExitAsync(new CancellationTokenSource(Limit).Token);
            Assert.Equal(0, process.ExitCode);
            process.Dispose();
        }

        AssertSame("whole", "pair");
    }

    [Fact]
    public async Task Shards_of_a_job_array_together_make_the_whole()
    {
        (await IsonomiaProcess.RunAsync(Arguments("whole"))).ShouldExitWith(0);
        Process[] array = [.. Enumerable.Range(1, 3).Select(shard => Start("array", "--shard", $"{shard}/3"))];
        foreach (Process process in array)
        {
            await process.WaitForExitAsync(new CancellationTokenSource(Limit).Token);
            Assert.Equal(0, process.ExitCode);
            process.Dispose();
        }

        AssertSame("whole", "array");
        (await IsonomiaProcess.RunAsync(Arguments("array", "--shard", "4/3"))).ShouldExitWith(2);
    }

    [SkippableFact]
    public async Task A_full_disk_is_said_and_what_was_finished_is_kept()
    {
        string disk = _folder["disk"];
        Directory.CreateDirectory(disk);
        bool isMounted = await Mounted("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk);
        Skip.IfNot(isMounted, "Needs the right to mount a small file system (root).");
        try
        {
            using Process process = Start("disk/store");
            await Until(() => process.HasExited || RowFiles("disk/store").Length >= 2);
            Fill(Path.Combine(disk, "ballast"));
            string error = await process.StandardError.ReadToEndAsync();
            await process.WaitForExitAsync(new CancellationTokenSource(Limit).Token);
            Assert.Equal(4, process.ExitCode);
            Assert.Contains("is full; what was finished is kept", error, StringComparison.Ordinal);

            ProcessResult before = (await IsonomiaProcess.RunAsync(Arguments("disk/store"))).ShouldExitWith(4);
            Assert.Contains("are needed for", before.Error, StringComparison.Ordinal);
            File.Delete(Path.Combine(disk, "ballast"));
            (await IsonomiaProcess.RunAsync(Arguments("disk/store"))).ShouldExitWith(0);
            (await IsonomiaProcess.RunAsync(Arguments("whole"))).ShouldExitWith(0);
            AssertSame("whole", "disk/store");
        }
        finally
        {
            await Mounted("umount", disk);
        }
    }

    private static async Task<bool> Mounted(params string[] command)
    {
        try
        {
            return (await IsonomiaProcess.RunProgramAsync(command[0], command[1..], "/", Limit)).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static void Fill(string path)
    {
        try
        {
            using FileStream ballast = new(path, FileMode.Create, FileAccess.Write, FileShare.Read, 0);
            byte[] page = new byte[4096];
            while (true)
            {
                ballast.Write(page);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static async Task Until(Func<bool> condition)
    {
        using CancellationTokenSource limit = new(Limit);
        while (!condition())
        {
            await Task.Delay(5, limit.Token);
        }
    }

    private string[] Arguments(string store, params string[] more) =>
    [
        "embed", _folder["table.csv"], "--id", "image_id", "--image", "path", "--model", _folder["encoder"], "--out",
        _folder[store],
        "--threads", "1", "--batch", "4", .. more,
    ];

    private Process Start(string store, params string[] more) => Process.Start(new ProcessStartInfo(
        "dotnet", [IsonomiaProcess.Program("Isonomia.Cli"), .. Arguments(store, more)])
    {
        RedirectStandardError = true,
    })!;

    private string[] RowFiles(string store) =>
        Directory.Exists(_folder[$"{store}/rows"]) ? Directory.GetFiles(_folder[$"{store}/rows"], "*.rows") : [];

    /// <summary>Same ids, same numbers, and as many rows on disk as pictures: none lost, none twice.</summary>
    private void AssertSame(string expected, string actual)
    {
        using EmbeddingMatrix one = EmbeddingMatrix.Open(_folder[expected]);
        using EmbeddingMatrix two = EmbeddingMatrix.Open(_folder[actual]);
        Assert.Equal(PictureCount, one.Count);
        Assert.Equal(one.Ids, two.Ids);
        Assert.Equal(one.ToArray(), two.ToArray());
        int rows = 0;
        foreach (string file in RowFiles(actual))
        {
            rows += BinaryPrimitives.ReadInt32LittleEndian(File.ReadAllBytes(file).AsSpan(16));
        }

        Assert.Equal(PictureCount, rows);
    }
}
