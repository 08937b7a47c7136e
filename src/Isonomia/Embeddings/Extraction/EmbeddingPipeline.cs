using System.Security.Cryptography;
using System.Threading.Channels;
using Isonomia.Imaging;
using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>Three stages side by side over bounded channels: claiming blocks, reading and preparing pictures, running
/// the model.</summary>
/// <remarks>
/// <para>Memory does not grow with the number of pictures, but for about 200 bytes a picture for its name and place:
/// there are a few tensors of one batch, and the rows of the blocks under way.</para>
/// <para>The model runs in several streams of few threads rather than one of many: threads that work on one operator
/// wait for the slowest of them, and on a busy machine one is always slow.</para>
/// </remarks>
internal sealed class EmbeddingPipeline
{
    private const int SpareTensorCount = 2;
    private const int SmallestBlock = 64;
    private const int LargestBlock = 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(0.5);

    private readonly ImageEncoder _encoder;
    private readonly EmbeddingStore _store;
    private readonly IReadOnlyList<ImageSample> _samples;
    private readonly PictureHashes _hashes;
    private readonly TimeProvider _clock;
    private readonly int _decoderCount;
    private readonly int _batchSize;
    private readonly int _streamCount;
    private readonly int _tensorCount;
    private readonly Lock _gate = new();
    private readonly Channel<float[]> _tensors;
    private readonly Channel<(EmbeddingBatch Batch, int Slot)> _work;
    private readonly Channel<EmbeddingBatch> _ready;
    private int _settledCount;
    private long _start;

    internal EmbeddingPipeline(
        EmbeddingRequest request,
        ImageEncoder encoder,
        EmbeddingStore store,
        IReadOnlyList<ImageSample> samples,
        PictureHashes hashes,
        TimeProvider clock)
    {
        (_encoder, _store, _samples, _hashes, _clock) = (encoder, store, samples, hashes, clock);
        _decoderCount = request.DecoderCount ?? request.ThreadCount;
        _batchSize = store.Facts.BatchSize;
        _streamCount = request.Streams;
        _tensorCount = _streamCount + SpareTensorCount;
        _tensors = Channel.CreateBounded<float[]>(_tensorCount);
        _work = Channel.CreateBounded<(EmbeddingBatch, int)>(_batchSize * 2);
        _ready = Channel.CreateBounded<EmbeddingBatch>(_tensorCount);
    }

    /// <summary>Pictures the model was run on.</summary>
    internal int ComputedCount { get; private set; }

    /// <summary>Pictures the model was run on a second, from the first batch to the last.</summary>
    internal double ImagesPerSecond { get; private set; }

    internal void Run(IProgress<EmbeddingProgress>? progress, CancellationToken cancellation)
    {
        _store.ClearLoose(_clock);
        _settledCount = _samples.Count - Missing(Enumerable.Range(0, _samples.Count)).Length;
        if (_settledCount == _samples.Count)
        {
            progress?.Report(new EmbeddingProgress(_samples.Count, _samples.Count));
            return;
        }

        for (int i = 0; i < _tensorCount; i++)
        {
            _tensors.Writer.TryWrite(new float[checked(_batchSize * _encoder.Card.Input.Length)]);
        }

        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        HashSet<EmbeddingBlock> open = [];
        Task[] tasks =
        [
            Task.Run(() => Guard(stop, _work.Writer, () => Produce(open, stop.Token)), CancellationToken.None),
            Task.Run(() => Guard(stop, _ready.Writer, () => Task.WhenAll(
                Enumerable.Range(0, _decoderCount)
                    .Select(_ => Task.Run(() => Decode(stop.Token), CancellationToken.None)))), CancellationToken.None),
        ];
        _start = _clock.GetTimestamp();
        try
        {
            Task.WhenAll(Enumerable.Range(0, _streamCount).Select(_ => Task.Run(
                () => Stream(stop, open, progress), CancellationToken.None))).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Another stage failed and stopped this one; its failure is thrown below.
        }
        finally
        {
            stop.Cancel();
            Task.WhenAll(tasks).ContinueWith(_ => { }, TaskScheduler.Default).Wait(CancellationToken.None);
            lock (open)
            {
                foreach (EmbeddingBlock block in open)
                {
                    block.Dispose();
                }
            }
        }

        cancellation.ThrowIfCancellationRequested();
        foreach (Task task in tasks)
        {
            task.GetAwaiter().GetResult();
        }
    }

    /// <summary>Runs a stage; where it fails the others are stopped, and when it ends its channel is closed.</summary>
    private static async Task Guard<T>(CancellationTokenSource stop, ChannelWriter<T> output, Func<Task> stage)
    {
        try
        {
            await stage().ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Stopped on purpose.
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
        finally
        {
            output.TryComplete();
        }
    }

    /// <summary>The samples whose picture is the first of its content, can be read as far as known, and has no row
    /// yet.</summary>
    private int[] Missing(IEnumerable<int> samples) =>
        [.. samples.Where(sample => _hashes.IsOwner(sample) && !_store.Has(_hashes[sample]))];

    private async Task Produce(HashSet<EmbeddingBlock> open, CancellationToken stop)
    {
        int length = Math.Clamp(_samples.Count / 50, SmallestBlock, LargestBlock);
        Queue<(int Start, int End)> waiting = new();
        for (int start = 0; start < _samples.Count; start += length)
        {
            waiting.Enqueue((start, Math.Min(start + length, _samples.Count)));
        }

        EmbeddingBatch? batch = null;
        int refused = 0;
        while (waiting.TryDequeue(out (int Start, int End) range))
        {
            int[] missing;
            FileStream? claim;
            lock (_store)
            {
                missing = Missing(Enumerable.Range(range.Start, range.End - range.Start));
            }

            if (missing.Length == 0)
            {
                continue;
            }

            claim = EmbeddingBlock.TryClaim(_store.ClaimFolder, BlockName(range.Start, range.End));
            if (claim is null)
            {
                waiting.Enqueue(range); // another process has it: look again when everything else was claimed
                if (++refused < waiting.Count)
                {
                    continue;
                }

                refused = 0;
                batch = await Send(batch, stop).ConfigureAwait(false); // nobody should wait for a batch that waits
                await Task.Delay(Patience, _clock, stop).ConfigureAwait(false);
                lock (_store)
                {
                    _store.Refresh(verify: false);
                }

                continue;
            }

            refused = 0;
            lock (_store)
            {
                _store.Refresh(verify: false); // what others finished until we had the claim
                missing = Missing(missing);
            }

            if (missing.Length == 0)
            {
                claim.Dispose();
                continue;
            }

            EmbeddingBlock block = EmbeddingBlock.Of(claim, missing, _encoder.Width);
            lock (open)
            {
                open.Add(block);
            }

            for (int position = 0; position < missing.Length; position++)
            {
                batch ??= new EmbeddingBatch(await _tensors.Reader.ReadAsync(stop).ConfigureAwait(false));
                batch.Slots.Add((block, position));
                if (batch.Slots.Count == _batchSize)
                {
                    batch = await Send(batch, stop).ConfigureAwait(false);
                }
            }
        }

        await Send(batch, stop).ConfigureAwait(false);
    }

    private async Task<EmbeddingBatch?> Send(EmbeddingBatch? batch, CancellationToken stop)
    {
        if (batch is not null)
        {
            batch.Close();
            for (int slot = 0; slot < batch.Slots.Count; slot++)
            {
                await _work.Writer.WriteAsync((batch, slot), stop).ConfigureAwait(false);
            }
        }

        return null;
    }

    private async Task Decode(CancellationToken stop)
    {
        ModelInput input = _encoder.Card.Input;
        InputPreparation preparation = new(input);
        await foreach ((EmbeddingBatch batch, int slot) in _work.Reader.ReadAllAsync(stop).ConfigureAwait(false))
        {
            (EmbeddingBlock block, int position) = batch.Slots[slot];
            int sample = block.Samples[position];
            Span<float> target = batch.Tensor.AsSpan(slot * input.Length, input.Length);
            try
            {
                batch.Reasons[slot] = Fill(sample, preparation, target);
            }
            catch (Exception failure) when (PictureHashes.Why(failure) is { } reason)
            {
                batch.Reasons[slot] = reason;
            }

            if (batch.Reasons[slot] is not null)
            {
                batch.Tensor.AsSpan(slot * input.Length, input.Length).Clear();
            }

            if (batch.Done())
            {
                await _ready.Writer.WriteAsync(batch, stop).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Prepares one picture; gives a reason where the file is no longer the one that was hashed.</summary>
    private string? Fill(int sample, InputPreparation preparation, Span<float> target)
    {
        ImageSample picture = _samples[sample];
        byte[] content = File.ReadAllBytes(picture.Path);
        if (ContentHash.OfBytes(content, picture.Frame) != _hashes[sample])
        {
            return picture.Sha256 is null ? "the file changed while it was being read"
                : "the file is not the one that was ingested";
        }

        preparation.Fill(ImageFile.Decode(content, picture.Path, picture.Frame), target);
        return null;
    }

    /// <summary>One stream of the model; where it fails the others are stopped.</summary>
    private async Task Stream(
        CancellationTokenSource stop, HashSet<EmbeddingBlock> open, IProgress<EmbeddingProgress>? progress)
    {
        try
        {
            await Consume(open, progress, stop.Token).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            await stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task Consume(HashSet<EmbeddingBlock> open, IProgress<EmbeddingProgress>? progress,
        CancellationToken stop)
    {
        int length = _encoder.Card.Input.Length;
        await foreach (EmbeddingBatch batch in _ready.Reader.ReadAllAsync(stop).ConfigureAwait(false))
        {
            batch.Tensor.AsSpan(batch.Slots.Count * length).Clear();
            float[] output = _encoder.Encode(batch.Tensor, _batchSize);
            RefuseOtherWidth(output);
            _tensors.Writer.TryWrite(batch.Tensor);
            lock (_gate)
            {
                stop.ThrowIfCancellationRequested();
                int good = Distribute(batch, output, open);
                if (good == 0 && ComputedCount == 0 && Array.TrueForAll(batch.Reasons, reason => reason is null))
                {
                    throw NothingFinite(batch);
                }

                ComputedCount += batch.Slots.Count;
                ReportTo(progress, batch.Slots.Count);
            }
        }
    }

    private int Distribute(EmbeddingBatch batch, float[] output, HashSet<EmbeddingBlock> open)
    {
        int good = 0;
        for (int slot = 0; slot < batch.Slots.Count; slot++)
        {
            (EmbeddingBlock block, int position) = batch.Slots[slot];
            ReadOnlySpan<float> row = output.AsSpan(slot * _encoder.Width, _encoder.Width);
            string? reason = batch.Reasons[slot] ?? Fault(row);
            if (reason is not null)
            {
                _hashes.Fail(block.Samples[position], reason);
            }
            else
            {
                good++;
            }

            if (block.Put(position, row, reason is null))
            {
                lock (_store)
                {
                    block.Finish(_store, _hashes);
                    _store.Refresh(verify: false);
                }

                lock (open)
                {
                    open.Remove(block);
                }
            }
        }

        return good;
    }

    private string? Fault(ReadOnlySpan<float> row)
    {
        bool isNarrow = _store.Facts.Type == EmbeddingType.Float16;
        foreach (float value in row)
        {
            if (!float.IsFinite(value))
            {
                return "the model gave an embedding with a number that is not finite";
            }

            if (isNarrow && !Half.IsFinite((Half)value))
            {
                return "the embedding has a number too large for 16-bit floats";
            }
        }

        return null;
    }

    private void RefuseOtherWidth(float[] output)
    {
        if (output.Length != _batchSize * _encoder.Width)
        {
            throw new ModelException(
                _encoder.Path,
                $"output '{_encoder.OutputName}' gave {output.Length} numbers for {_batchSize} pictures; "
                    + $"{_encoder.Width} a picture were expected");
        }
    }

    private EmbeddingException NothingFinite(EmbeddingBatch batch)
    {
        string ids =
            string.Join(", ", batch.Slots.Take(5)
                .Select(slot => $"'{_samples[slot.Block.Samples[slot.Position]].Id}'"));
        return new EmbeddingException(
            $"The model '{_encoder.Card.Name}' gave no finite embedding for the first {batch.Slots.Count} pictures "
                + $"({ids} …); "
            + $"check its preprocessing with 'isonomia model check {_encoder.Card.Name}'.");
    }

    private void ReportTo(IProgress<EmbeddingProgress>? progress, int count)
    {
        _settledCount += count;
        double seconds = _clock.GetElapsedTime(_start).TotalSeconds;
        ImagesPerSecond = ComputedCount / Math.Max(1e-9, seconds);
        int left = Math.Max(0, _samples.Count - _settledCount);
        progress?.Report(new EmbeddingProgress(
            _samples.Count - left, _samples.Count, ImagesPerSecond,
            TimeSpan.FromSeconds(left / Math.Max(1e-9, ImagesPerSecond))));
    }

    /// <summary>A name for the pictures of a range, the same in every process that has the same cohort.</summary>
    private string BlockName(int start, int end)
    {
        byte[] names = new byte[(end - start) * ContentHash.ByteCount];
        for (int i = start; i < end; i++)
        {
            _hashes[i].Write(names.AsSpan((i - start) * ContentHash.ByteCount));
        }

        return Convert.ToHexStringLower(SHA256.HashData(names).AsSpan(0, 16));
    }
}
