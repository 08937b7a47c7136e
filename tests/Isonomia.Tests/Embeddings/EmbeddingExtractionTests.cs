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
    public void The_second_run_computes_nothing_and_gives_the_same_numbers()
    {
        EmbeddingResult first = EmbeddingExtraction.Run(Request());
        (string[] ids, float[] values) = Matrix("store");
        EmbeddingResult second = EmbeddingExtraction.Run(Request());

        Assert.Equal((7, 7, 7, false), (first.SampleCount, first.EmbeddedCount, first.ComputedCount, first.IsReused));
        Assert.Equal((7, 0, true), (second.EmbeddedCount, second.ComputedCount, second.IsReused));
        Assert.Equal(ids, Matrix("store").Ids);
        Assert.Equal(values, Matrix("store").Values);
        Assert.Equal([.. Enumerable.Range(0, 7).Select(i => $"id{i}")], ids);
        Assert.Equal(SmallestEncoder.Width * 7, values.Length);
    }

    [Theory]
    [InlineData(1, 1, 2)]
    [InlineData(3, 2, 2)]
    [InlineData(2, 3, 5)]
    [InlineData(2, 2, 16)]
    public void Rows_do_not_depend_on_threads_decoders_or_batch(int threads, int decoders, int batch)
    {
        EmbeddingExtraction.Run(Request() with { ThreadCount = 1, BatchSize = 1, StorePath = _scratch.File("one") });
        EmbeddingExtraction.Run(Request() with { ThreadCount = threads, DecoderCount = decoders, BatchSize = batch,
            StorePath = _scratch.File("two") });
        Assert.Equal(Matrix("one").Values, Matrix("two").Values);
        Assert.Empty(Directory.GetFiles(_scratch.File("two"), "*.part", SearchOption.AllDirectories));
        Assert.Empty(Directory.GetFiles(Path.Combine(_scratch.File("two"), "claims")));
    }

    [Fact]
    public void Row_files_have_the_same_bytes_for_any_thread_count()
    {
        EmbeddingExtraction.Run(Request() with { ThreadCount = 1, StorePath = _scratch.File("one") });
        EmbeddingExtraction.Run(Request() with { ThreadCount = 3, StorePath = _scratch.File("three") });
        string one = Assert.Single(Directory.GetFiles(Path.Combine(_scratch.File("one"), "rows")));
        string three = Assert.Single(Directory.GetFiles(Path.Combine(_scratch.File("three"), "rows")));
        Assert.Equal(Path.GetFileName(one), Path.GetFileName(three));
        Assert.Equal(File.ReadAllBytes(one), File.ReadAllBytes(three));
    }

    [Fact]
    public void Only_a_changed_picture_is_computed_anew_and_a_copy_not_at_all()
    {
        EmbeddingExtraction.Run(Request());
        float[] before = Matrix("store").Values;
        File.Copy(_scratch.File("1.png"), _scratch.File("0.png"), overwrite: true);
        Assert.Equal(0, EmbeddingExtraction.Run(Request()).ComputedCount); // its content is known by another id
        float[] after = Matrix("store").Values;
        int d = SmallestEncoder.Width;
        Assert.Equal(before[d..(2 * d)], after[..d]);
        Assert.Equal(before[d..], after[d..]);

        new Image(1, 1, 1, [9]).WritePng(_scratch.File("4.png"));
        Assert.Equal(1, EmbeddingExtraction.Run(Request()).ComputedCount);
    }

    [Fact]
    public void A_damaged_row_file_is_refused_by_readers_and_made_anew_by_the_next_run()
    {
        EmbeddingExtraction.Run(Request());
        float[] whole = Matrix("store").Values;
        string rows = Assert.Single(Directory.GetFiles(Path.Combine(_scratch.File("store"), "rows")));
        byte[] bytes = File.ReadAllBytes(rows);
        foreach (byte[] damaged in new[] { Flipped(bytes, bytes.Length - 20), Flipped(bytes, 70), bytes[..^1],
            bytes[..40], [] })
        {
            File.WriteAllBytes(rows, damaged);
            EmbeddingException refusal =
                Assert.Throws<EmbeddingException>(() => EmbeddingMatrix.Open(_scratch.File("store")));
            Assert.Contains("1 damaged row file", refusal.Message, StringComparison.Ordinal);
            Assert.Equal(7, EmbeddingExtraction.Run(Request()).ComputedCount);
            Assert.Equal(whole, Matrix("store").Values);
        }
    }

    [Fact]
    public void A_store_of_another_model_is_refused_with_what_differs_or_replaced_where_allowed()
    {
        EmbeddingExtraction.Run(Request());
        SmallestEncoder.Write(_scratch.File("model"), seed: 9);
        EmbeddingException refusal = Assert.Throws<EmbeddingException>(() => EmbeddingExtraction.Run(Request()));
        Assert.Contains("holds other embeddings: model 'smallest_encoder", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(7, EmbeddingExtraction.Run(Request() with { Other = OtherStore.Replace }).ComputedCount);

        File.WriteAllText(_scratch.File("notes.txt"), "mine");
        Assert.Contains("holds other files",
            Assert.Throws<EmbeddingException>(() =>
                EmbeddingExtraction.Run(Request() with { StorePath = _scratch.Root })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Unreadable_pictures_are_listed_with_a_reason_and_never_stop_the_run()
    {
        File.WriteAllText(_scratch.File("2.png"), "text");
        File.Delete(_scratch.File("5.png"));

        for (int run = 0; run < 2; run++)
        {
            EmbeddingResult result = EmbeddingExtraction.Run(Request());
            Assert.Equal(["id0", "id1", "id3", "id4", "id6"], Matrix("store").Ids);
            Assert.Equal(["id2", "id5"], result.Unreadable.Select(u => u.Id));
            Assert.Equal("the file was not found", result.Unreadable[1].Reason);
            Assert.DoesNotContain("2.png", result.Unreadable[0].Reason, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_with_another_hash_than_it_was_ingested_with_is_listed()
    {
        ImageSample[] samples = [.. Request().Samples.Select(sample =>
            sample with { Sha256 =
                Convert.ToHexStringLower(
                    System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(sample.Path))) })];
        samples[3] = samples[3] with { Sha256 = new string('a', 64) };
        EmbeddingResult result = EmbeddingExtraction.Run(Request() with { Samples = samples });
        UnreadableImage listed = Assert.Single(result.Unreadable);
        Assert.Equal(("id3", "the file is not the one that was ingested"), (listed.Id, listed.Reason));
    }

    [Fact]
    public void Shards_together_are_the_whole_in_its_order()
    {
        EmbeddingExtraction.Run(Request() with { StorePath = _scratch.File("whole") });
        foreach (int shard in new[] { 3, 1, 2 })
        {
            EmbeddingResult part =
                EmbeddingExtraction.Run(Request() with { StorePath = _scratch.File("parts"), Shard = shard,
                    ShardCount = 3 });
            Assert.Equal(part.SampleCount, part.ComputedCount);
        }

        Assert.Equal(Matrix("whole").Ids, Matrix("parts").Ids);
        Assert.Equal(Matrix("whole").Values, Matrix("parts").Values);
        Assert.Throws<ArgumentException>(() => EmbeddingExtraction.Run(Request() with { Shard = 4, ShardCount = 3 }));
    }

    [Fact]
    public void A_half_width_store_keeps_three_digits_and_reads_back_as_floats()
    {
        EmbeddingExtraction.Run(Request() with { StorePath = _scratch.File("wide") });
        EmbeddingExtraction.Run(Request() with { StorePath = _scratch.File("narrow"), Type = EmbeddingType.Float16 });
        float[] wide = Matrix("wide").Values;
        float[] narrow = Matrix("narrow").Values;
        Assert.All(wide.Zip(narrow), pair => Assert.Equal((float)(Half)pair.First, pair.Second));
        Assert.True(Length("narrow") < 0.6 * Length("wide"));
    }

    [Fact]
    public void Ids_that_stand_for_two_pictures_in_one_store_are_refused()
    {
        EmbeddingExtraction.Run(Request() with { Cohort = "a" });
        EmbeddingExtraction.Run(Request() with { Cohort = "b",
            Samples = [new("other", _scratch.File("0.png")), new("id1", _scratch.File("1.png"))] });
        Assert.Equal(8, Matrix("store").Ids.Length);
        EmbeddingExtraction.Run(Request() with { Cohort = "c", Samples = [new("id1", _scratch.File("2.png"))] });
        Assert.Contains("'id1' stands for two pictures",
            Assert.Throws<EmbeddingException>(() => EmbeddingMatrix.Open(_scratch.File("store"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Cancelling_stops_the_run_and_the_next_one_goes_on()
    {
        using CancellationTokenSource stop = new();
        StopAtOnce progress = new(stop);
        Assert.ThrowsAny<OperationCanceledException>(() => EmbeddingExtraction.Run(Request(), progress, stop.Token));
        Assert.Equal(7, EmbeddingExtraction.Run(Request()).EmbeddedCount);
    }

    [Fact]
    public void Nothing_readable_and_no_store_are_said_in_a_sentence()
    {
        EmbeddingResult none =
            EmbeddingExtraction.Run(Request() with { Samples = [new("x", _scratch.File("absent.png"))] });
        Assert.Equal((0, 1), (none.EmbeddedCount, none.Unreadable.Count));
        Assert.Contains("has no embedding yet",
            Assert.Throws<EmbeddingException>(() => EmbeddingMatrix.Open(_scratch.File("store"))).Message,
            StringComparison.Ordinal);
        Assert.Contains("is not an embedding store",
            Assert.Throws<EmbeddingException>(() => EmbeddingMatrix.Open(_scratch.File("absent"))).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Ids_must_differ() => Assert.Throws<ArgumentException>(
        () => EmbeddingExtraction.Run(Request() with { Samples = [new("a", "x"), new("a", "y")] }));

    private static byte[] Flipped(byte[] bytes, int at)
    {
        byte[] copy = [.. bytes];
        copy[at] ^= 1;
        return copy;
    }

    private long Length(string store) =>
        new FileInfo(Assert.Single(Directory.GetFiles(Path.Combine(_scratch.File(store), "rows")))).Length;

    private (string[] Ids, float[] Values) Matrix(string store)
    {
        using EmbeddingMatrix matrix = EmbeddingMatrix.Open(_scratch.File(store));
        return ([.. matrix.Ids], matrix.ToArray());
    }

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
