using System.Globalization;
using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>Pictures in, embeddings out: reading, preparing and computing overlap, and what was computed once is
/// kept.</summary>
public static class EmbeddingExtraction
{
    /// <summary>Fills a store with the embeddings of pictures.</summary>
    /// <remarks>
    /// <para>Rows are named by the content of the picture: what the store has is not computed again, whatever the
    /// picture is called. Many processes may fill one store at the same time, with or without shards; a killed one
    /// loses at most the blocks it was working on.</para>
    /// <para>Unreadable pictures, and those whose embedding is not finite, are listed in the result and never stop the
    /// run. The numbers do not depend on threads, neighbours in a batch, shards or interruptions: every run of the
    /// model has the batch shape that the store was made with. Cost: all pictures are read and hashed even when nothing
    /// is left to compute.</para>
    /// </remarks>
    /// <param name="request">The pictures, the model and the store.</param>
    /// <param name="progress">Told after every run of the model, or null.</param>
    /// <param name="cancellationToken">Stops the run; what was finished is kept.</param>
    /// <param name="clock">The clock for rates and dates, or null: the system's.</param>
    /// <returns>What was done; read the embeddings with <see cref="EmbeddingMatrix.Open"/>.</returns>
    /// <exception cref="ArgumentException">Two samples share an id, or a number is out of range.</exception>
    /// <exception cref="ModelException">The model cannot be used.</exception>
    /// <exception cref="OnnxDeviceException">The device that was asked for is absent.</exception>
    /// <exception cref="EmbeddingException">The store holds something else, or every embedding of a first batch is not
    /// finite.</exception>
    /// <exception cref="IOException">The disk is full, or the store cannot be written.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static EmbeddingResult Run(
        EmbeddingRequest request,
        IProgress<EmbeddingProgress>? progress = null,
        CancellationToken cancellationToken = default,
        TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        clock ??= TimeProvider.System;
        IReadOnlyList<ImageSample> samples = Part(request);
        OnnxSessionSettings settings = new()
        {
            ThreadCount = Math.Max(1, request.ThreadCount / request.Streams),
            InterOperatorThreadCount = request.InterOperatorThreadCount,
            Device = request.Device,
        };
        using ImageEncoder encoder = ImageEncoder.Open(request.ModelFolder, settings, request.OutputName);
        PictureHashes hashes = PictureHashes.Of(samples, request.ThreadCount, progress, cancellationToken);
        EmbeddingStore store = OpenStore(request, encoder, hashes.DistinctCount, clock);
        store.Refresh(verify: true);
        store.DropDamaged();
        RequireSpace(store, hashes);
        EmbeddingPipeline pipeline = new(request, encoder, store, samples, hashes, clock);
        try
        {
            pipeline.Run(progress, cancellationToken);
            List<UnreadableImage> unreadable = [.. samples.Select((sample, i) => (sample.Id, Reason: hashes.Reason(i)))
                .Where(pair => pair.Reason is not null).Select(pair => new UnreadableImage(pair.Id, pair.Reason!))];
            new SampleList
            {
                Cohort = request.Cohort,
                Shard = request.Shard,
                ShardCount = request.ShardCount,
                Written = clock.GetUtcNow(),
                Count = samples.Count,
                Samples = samples.Select((sample, i) => hashes.Reason(i) is { } reason
                    ? (sample.Id, null, reason)
                    : (sample.Id, (ContentHash?)hashes[i], (string?)null)),
            }.Write(store.SampleFolder);
            return new EmbeddingResult
            {
                StorePath = request.StorePath,
                Facts = store.Facts,
                SampleCount = samples.Count,
                EmbeddedCount = samples.Count - unreadable.Count,
                ComputedCount = pipeline.ComputedCount,
                Unreadable = unreadable,
                ImagesPerSecond = pipeline.ImagesPerSecond,
                RepeatedCount = store.RepeatedCount,
            };
        }
        catch (IOException failure) when (DiskSpace.IsFull(failure))
        {
            throw DiskSpace.Full(store.Folder, failure);
        }
    }

    private static void Check(EmbeddingRequest request)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(request.ThreadCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.DecoderCount ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.BatchSize ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.StreamCount ?? 1, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.ShardCount, 1);
        if (request.Shard < 1 || request.Shard > request.ShardCount)
        {
            throw new ArgumentException(
                $"Shard {request.Shard} of {request.ShardCount} was asked for; shards count from 1 to their number.",
                nameof(request));
        }

        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < request.Samples.Count; i++)
        {
            if (!seen.Add(request.Samples[i].Id))
            {
                throw new ArgumentException($"Sample {i + 1} has the id of an earlier sample; ids must differ.",
                    nameof(request));
            }
        }
    }

    /// <summary>The samples of this process: a range, so that a shard reads files that lie together.</summary>
    private static IReadOnlyList<ImageSample> Part(EmbeddingRequest request)
    {
        long count = request.Samples.Count;
        int start = (int)(count * (request.Shard - 1) / request.ShardCount);
        int end = (int)(count * request.Shard / request.ShardCount);
        return start == 0 && end == count ? request.Samples : [.. request.Samples.Skip(start).Take(end - start)];
    }

    private static EmbeddingStore OpenStore(EmbeddingRequest request, ImageEncoder encoder, int pictureCount,
        TimeProvider clock)
    {
        StoreFacts wanted = new()
        {
            Model = encoder.Card.Name,
            ModelSha256 = encoder.ModelSha256,
            Output = encoder.OutputName
                + (encoder.OutputName == encoder.Card.Embedding && encoder.Card.Pooling != TokenPooling.Flatten
                ? $" {encoder.Card.Pooling}" : string.Empty),
            Preprocessing = encoder.Card.Input.Text,
            Libraries = ImageEncoder.Libraries + (request.Device == OnnxDevice.Cuda ? ", cuda" : string.Empty),
            Type = request.Type,
            Width = encoder.Width,
            BatchSize = 1,
            BatchReason = string.Empty,
        };
        if (EmbeddingStore.TryReadFacts(request.StorePath) is { } kept)
        {
            if (kept.Key == wanted.Key)
            {
                return EmbeddingStore.OpenOrCreate(request.StorePath, kept);
            }

            if (request.Other == OtherStore.Refuse)
            {
                throw new EmbeddingException(
                    $"The store '{request.StorePath}' holds other embeddings: "
                        + $"{string.Join("; ", kept.Differences(wanted))}; "
                    + "give another folder, or say that it may be replaced.");
            }

            EmbeddingStore.Delete(request.StorePath);
        }

        (int batch, string reason) = encoder.FixedBatchSize is { } fixedBatch ? (fixedBatch, "the model takes no other")
            : request.BatchSize is { } given ? (given, "given")
            : BatchChoice.Measure(encoder, pictureCount, clock);
        EmbeddingStore store =
            EmbeddingStore.OpenOrCreate(request.StorePath, wanted with { BatchSize = batch, BatchReason = reason });
        return store.Facts.Key == wanted.Key
            ? store
            : throw new EmbeddingException(
                $"Another process made the store '{request.StorePath}' for other embeddings at this moment; give "
                    + $"another folder.");
    }

    private static void RequireSpace(EmbeddingStore store, PictureHashes hashes)
    {
        long rows = hashes.DistinctCount - hashes.Distinct.Count(store.Has);
        long bytes =
            rows * (ContentHash.ByteCount
                + ((long)store.Facts.Width * (store.Facts.Type == EmbeddingType.Float16 ? 2 : 4)));
        DiskSpace.Require(store.Folder, bytes, string.Create(CultureInfo.InvariantCulture, $"{rows:N0} embeddings"));
    }
}
