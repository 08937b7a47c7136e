using Isonomia.Embeddings;
using Isonomia.Imaging;
using Isonomia.Numerics;

namespace Isonomia.Tests;

public sealed class EmbeddingExtractionTests : IDisposable
{
    private readonly ScratchFolder _scratch = new();

    public EmbeddingExtractionTests()
    {
        SmallestEncoder.Write(_scratch.File("model"));
        RandomSource random = new(3);
        for (int i = 0; i < 7; i++)
        {
            byte[] samples = [.. Enumerable.Range(0, 20 * 20).Select(_ => (byte)random.NextInt32(256))];
            new Image(20, 20, 1, samples).WritePng(_scratch.File($"{i}.png"));
        }
    }

    public void Dispose() => _scratch.Dispose();

    [Fact]
    public void The_second_run_reuses_the_store_and_gives_the_same_numbers()
    {
        EmbeddingResult first = EmbeddingExtraction.Run(Request());
        EmbeddingResult second = EmbeddingExtraction.Run(Request());

        Assert.False(first.IsReused);
        Assert.True(second.IsReused);
        Assert.Equal((7, SmallestEncoder.Width), (first.Ids.Count, first.Width));
        Assert.Equal(first.Values, second.Values);
        Assert.Equal(first.Ids, second.Ids);
        Assert.Equal(first.Row(3).ToArray(), second.Row(3).ToArray());
    }

    [Fact]
    public void The_store_has_the_same_bytes_for_any_thread_count()
    {
        EmbeddingExtraction.Run(Request() with { ThreadCount = 1, StorePath = _scratch.File("one") });
        EmbeddingExtraction.Run(Request() with { ThreadCount = 3, StorePath = _scratch.File("three") });
        Assert.Equal(File.ReadAllBytes(_scratch.File("one")), File.ReadAllBytes(_scratch.File("three")));
        Assert.False(File.Exists(_scratch.File("one.part")));
    }

    [Fact]
    public void A_changed_picture_another_model_and_a_damaged_store_are_computed_anew()
    {
        EmbeddingResult first = EmbeddingExtraction.Run(Request());
        File.Copy(_scratch.File("1.png"), _scratch.File("0.png"), overwrite: true);
        EmbeddingResult changed = EmbeddingExtraction.Run(Request());
        Assert.False(changed.IsReused);
        Assert.NotEqual(first.Key, changed.Key);
        Assert.Equal(changed.Row(1).ToArray(), changed.Row(0).ToArray());

        byte[] store = File.ReadAllBytes(_scratch.File("store"));
        store[^1] ^= 1;
        File.WriteAllBytes(_scratch.File("store"), store);
        EmbeddingResult mended = EmbeddingExtraction.Run(Request());
        Assert.False(mended.IsReused);
        Assert.Equal(changed.Values, mended.Values);
        foreach (int length in new[] { 0, 5, 12, 40, store.Length - 4 })
        {
            File.WriteAllBytes(_scratch.File("store"), store[..length]);
            Assert.False(EmbeddingExtraction.Run(Request()).IsReused);
        }

        SmallestEncoder.Write(_scratch.File("model"), seed: 9);
        Assert.False(EmbeddingExtraction.Run(Request()).IsReused);
    }

    [Fact]
    public void Unreadable_pictures_are_listed_with_a_reason_and_never_stop_the_run()
    {
        File.WriteAllText(_scratch.File("2.png"), "text");
        File.Delete(_scratch.File("5.png"));

        for (int run = 0; run < 2; run++)
        {
            EmbeddingResult result = EmbeddingExtraction.Run(Request());
            Assert.Equal(run == 1, result.IsReused);
            Assert.Equal(["id0", "id1", "id3", "id4", "id6"], result.Ids);
            Assert.Equal(["id2", "id5"], result.Unreadable.Select(u => u.Id));
            Assert.Equal("the file was not found", result.Unreadable[1].Reason);
            Assert.DoesNotContain("2.png", result.Unreadable[0].Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Nothing_readable_gives_an_empty_matrix()
    {
        EmbeddingResult none = EmbeddingExtraction.Run(
            Request() with { Samples = [new("x", _scratch.File("absent.png"))] });
        Assert.Equal((0, 0, 1), (none.Ids.Count, none.Width, none.Unreadable.Count));
    }

    [Fact]
    public void Cancelling_leaves_no_store()
    {
        using CancellationTokenSource stop = new();
        StopAtOnce progress = new(stop);
        Assert.ThrowsAny<OperationCanceledException>(() => EmbeddingExtraction.Run(Request(), progress, stop.Token));
        Assert.False(File.Exists(_scratch.File("store")));
    }

    [Fact]
    public void Ids_must_differ() => Assert.Throws<ArgumentException>(
        () => EmbeddingExtraction.Run(Request() with { Samples = [new("a", "x"), new("a", "y")] }));

    private EmbeddingRequest Request() => new()
    {
        ModelFolder = _scratch.File("model"),
        StorePath = _scratch.File("store"),
        BatchSize = 2,
        ThreadCount = 2,
        Samples = [.. Enumerable.Range(0, 7).Select(i => new ImageSample($"id{i}", _scratch.File($"{i}.png")))],
    };

    private sealed class StopAtOnce(CancellationTokenSource stop) : IProgress<EmbeddingProgress>
    {
        public void Report(EmbeddingProgress value) => stop.Cancel();
    }
}
