using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Isonomia.Imaging;

namespace Isonomia.Embeddings;

/// <summary>Pictures in, embeddings out: one thread decodes while the model works, and what was computed once is kept.</summary>
public static class EmbeddingExtraction
{
    private const int WaitingBatchCount = 2;

    /// <summary>Encodes pictures, or takes the embeddings from the store where nothing has changed.</summary>
    /// <remarks>Unreadable pictures are listed in the result and never stop the run. Same request, same bytes, for any number of
    /// threads. Cost: all pictures are read and hashed even when the store is reused.</remarks>
    /// <param name="request">The pictures and the model.</param>
    /// <param name="progress">Told after every batch, or null.</param>
    /// <param name="cancellationToken">Stops the run; the store is then left as it was.</param>
    /// <returns>The embeddings and the list of unreadable pictures.</returns>
    /// <exception cref="ArgumentException">Two samples share an id.</exception>
    /// <exception cref="Onnx.ModelException">The model cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The run was stopped.</exception>
    public static EmbeddingResult Run(
        EmbeddingRequest request, IProgress<EmbeddingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.BatchSize, 1);
        RequireDistinctIds(request.Samples);
        using ImageEncoder encoder = ImageEncoder.Open(request.ModelFolder, request.ThreadCount, request.OutputName);
        string key = Key(request, encoder, cancellationToken);
        if (OldStore.TryRead(request.StorePath, key) is { } kept)
        {
            progress?.Report(new EmbeddingProgress(request.Samples.Count, request.Samples.Count));
            return kept;
        }

        EmbeddingResult result = Extract(request, encoder, key, progress, cancellationToken);
        OldStore.Write(request.StorePath, result);
        return result;
    }

    private static EmbeddingResult Extract(
        EmbeddingRequest request,
        ImageEncoder encoder,
        string key,
        IProgress<EmbeddingProgress>? progress,
        CancellationToken cancellationToken)
    {
        using CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using BlockingCollection<Batch> batches = new(WaitingBatchCount);
        Task decoding = Task.Run(() => Decode(request, encoder.Card.Input, batches, stop.Token), CancellationToken.None);
        List<string> ids = [];
        List<float[]> rows = [];
        List<(int Index, string Reason)> unreadable = [];
        try
        {
            foreach (Batch batch in batches.GetConsumingEnumerable(stop.Token))
            {
                unreadable.AddRange(batch.Failures);
                Encode(encoder, batch, request.Samples, ids, rows, unreadable);
                progress?.Report(new EmbeddingProgress(ids.Count + unreadable.Count, request.Samples.Count));
            }
        }
        finally
        {
            stop.Cancel();
            Task.WaitAny(decoding); // its outcome is looked at below
        }

        decoding.GetAwaiter().GetResult();
        cancellationToken.ThrowIfCancellationRequested();
        return new EmbeddingResult
        {
            Ids = ids,
            Width = rows.Count == 0 ? 0 : rows[0].Length,
            Values = [.. rows.SelectMany(row => row)],
            Unreadable = [.. unreadable.OrderBy(u => u.Index).Select(u => new UnreadableImage(request.Samples[u.Index].Id, u.Reason))],
            Key = key,
            IsReused = false,
        };
    }

    private static void Encode(
        ImageEncoder encoder,
        Batch batch,
        IReadOnlyList<ImageSample> samples,
        List<string> ids,
        List<float[]> rows,
        List<(int Index, string Reason)> unreadable)
    {
        if (batch.Indices.Count == 0)
        {
            return;
        }

        float[] output = encoder.Encode(batch.Input, batch.Indices.Count);
        int width = output.Length / batch.Indices.Count;
        for (int i = 0; i < batch.Indices.Count; i++)
        {
            float[] row = output[(i * width)..((i + 1) * width)];
            if (Array.TrueForAll(row, float.IsFinite))
            {
                ids.Add(samples[batch.Indices[i]].Id);
                rows.Add(row);
            }
            else
            {
                unreadable.Add((batch.Indices[i], "the model gave an embedding with a number that is not finite"));
            }
        }
    }

    private static void Decode(EmbeddingRequest request, ModelInput input, BlockingCollection<Batch> batches, CancellationToken stop)
    {
        try
        {
            for (int start = 0; start < request.Samples.Count; start += request.BatchSize)
            {
                Batch batch = new();
                int end = Math.Min(start + request.BatchSize, request.Samples.Count);
                float[] tensor = new float[(end - start) * input.Length];
                for (int index = start; index < end; index++)
                {
                    stop.ThrowIfCancellationRequested();
                    try
                    {
                        Image picture = Image.Read(request.Samples[index].Path);
                        input.Fill(picture, tensor.AsSpan(batch.Indices.Count * input.Length, input.Length));
                        batch.Indices.Add(index);
                    }
                    catch (Exception failure) when (Reason(failure) is not null)
                    {
                        batch.Failures.Add((index, Reason(failure)!));
                    }
                }

                batch.Input = tensor[..(batch.Indices.Count * input.Length)];
                batches.Add(batch, stop);
            }
        }
        finally
        {
            batches.CompleteAdding();
        }
    }

    /// <summary>Why a picture cannot be read, or null for what is not the picture's fault.</summary>
    private static string? Reason(Exception failure) => failure switch
    {
        ImageFormatException format => format.Reason,
        FileNotFoundException or DirectoryNotFoundException => "the file was not found",
        IOException or UnauthorizedAccessException => "the file cannot be opened",
        _ => null,
    };

    private static string Key(EmbeddingRequest request, ImageEncoder encoder, CancellationToken cancellationToken)
    {
        string[] contents = new string[request.Samples.Count];
        ParallelOptions options = new() { MaxDegreeOfParallelism = request.ThreadCount, CancellationToken = cancellationToken };
        Parallel.For(0, contents.Length, options, i => contents[i] = ContentHash(request.Samples[i].Path));
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append($"isonomia-embeddings-1 {encoder.Fingerprint} batch={request.BatchSize}");
        for (int i = 0; i < contents.Length; i++)
        {
            Append(request.Samples[i].Id);
            Append(contents[i]);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Append(string text)
        {
            byte[] bytes = Encoding.UTF8.GetBytes(text);
            hash.AppendData(BitConverter.GetBytes(bytes.Length)); // the length, so that neighbours cannot run together
            hash.AppendData(bytes);
        }
    }

    private static string ContentHash(string path)
    {
        try
        {
            using FileStream file = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(file));
        }
        catch (Exception failure) when (Reason(failure) is not null)
        {
            return "unreadable"; // the extraction lists it with its reason
        }
    }

    private static void RequireDistinctIds(IReadOnlyList<ImageSample> samples)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        for (int i = 0; i < samples.Count; i++)
        {
            if (!seen.Add(samples[i].Id))
            {
                throw new ArgumentException($"Sample {i + 1} has the id of an earlier sample; ids must differ.", nameof(samples));
            }
        }
    }

    private sealed class Batch
    {
        internal float[] Input { get; set; } = [];

        internal List<int> Indices { get; } = [];

        internal List<(int Index, string Reason)> Failures { get; } = [];
    }
}
