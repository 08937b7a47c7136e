using System.Security.Cryptography;

namespace Isonomia.Embeddings;

/// <summary>Takes embeddings that another program made into a store.</summary>
public static class EmbeddingImport
{
    private const int RowsAFile = 1024;
    private const int NamedIds = 5;

    /// <summary>Imports a file.</summary>
    /// <remarks>Samples without a row are listed in the result; rows that are not finite, and ids that the cohort
    /// lacks, refuse the import. Importing the same file again changes nothing.</remarks>
    /// <param name="request">The file and the store.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <param name="clock">The clock for dates, or null: the system's.</param>
    /// <returns>What is in the store.</returns>
    /// <exception cref="EmbeddingException">The file is not as expected, or the store holds something else.</exception>
    /// <exception cref="Datasets.TableException">A table cannot be read.</exception>
    /// <exception cref="IOException">The disk is full, or the store cannot be written.</exception>
    public static EmbeddingResult Run(
        EmbeddingImportRequest request, CancellationToken cancellation = default, TimeProvider? clock = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        using IEmbeddingSource source = Open(request, cancellation);
        string name = Path.GetFileName(request.Path);
        IReadOnlyList<string> ids = MatchIds(request, source, name);
        string sha256 = Hash(request.Path);
        StoreFacts facts = new()
        {
            Model = name,
            ModelSha256 = sha256,
            Output = string.Empty,
            Preprocessing = "imported",
            Libraries = string.Empty,
            Type = request.Type,
            Width = source.Width,
            BatchSize = 1,
            BatchReason = "imported",
        };
        if (EmbeddingStore.TryReadFacts(request.StorePath) is { } kept && kept.Key != facts.Key)
        {
            throw new EmbeddingException(
                $"The store '{request.StorePath}' holds other embeddings: "
                    + $"{string.Join("; ", kept.Differences(facts))}; give another folder.");
        }

        EmbeddingStore store = EmbeddingStore.OpenOrCreate(request.StorePath, facts);
        store.Refresh(verify: true);
        store.DropDamaged();
        int stride = (source.Width * (request.Type == EmbeddingType.Float16 ? 2 : 4)) + ContentHash.ByteCount;
        DiskSpace.Require(store.Folder, (long)source.Count * stride, $"{source.Count} embeddings");
        try
        {
            int written = Write(store, source, ids, sha256, name, cancellation);
            Dictionary<string,
            ContentHash> names = ids.ToDictionary(id => id, id => Name(sha256, id), StringComparer.Ordinal);
            new SampleList
            {
                Cohort = request.Cohort,
                Shard = 1,
                ShardCount = 1,
                Written = (clock ?? TimeProvider.System).GetUtcNow(),
                Count = request.Ids.Count,
                Samples = [.. request.Ids.Select(id => names.TryGetValue(id, out ContentHash hash)
                    ? (id, (ContentHash?)hash, (string?)null)
                    : (id, null, $"no row in {name}"))],
            }.Write(store.SampleFolder);
            return new EmbeddingResult
            {
                StorePath = request.StorePath,
                Facts = store.Facts,
                SampleCount = request.Ids.Count,
                EmbeddedCount = ids.Count,
                ComputedCount = written,
                Unreadable =
                    [.. request.Ids.Where(id => !names.ContainsKey(id))
                        .Select(id => new UnreadableImage(id, $"no row in {name}"))],
                ImagesPerSecond = 0,
                RepeatedCount = store.RepeatedCount,
            };
        }
        catch (IOException failure) when (DiskSpace.IsFull(failure))
        {
            throw DiskSpace.Full(store.Folder, failure);
        }
    }

    private static IEmbeddingSource Open(EmbeddingImportRequest request, CancellationToken cancellation) =>
        Path.GetExtension(request.Path).ToLowerInvariant() switch
        {
            ".npy" or ".npz" => new NumpySource(request.Path, request.IdsPath),
            _ => TableSourceOfEmbeddings.Read(request.Path, request.IdColumn, cancellation),
        };

    /// <summary>The ids of the rows: the file's own, or the cohort's in order.</summary>
    private static IReadOnlyList<string> MatchIds(EmbeddingImportRequest request, IEmbeddingSource source, string name)
    {
        if (source.Ids is not { } ids)
        {
            return source.Count == request.Ids.Count
                ? request.Ids
                : throw new EmbeddingException(
                    $"{name} has {source.Count} rows without ids, and the cohort has {request.Ids.Count} samples; "
                    + "as many rows as samples, or a list of ids, was expected.");
        }

        if (ids.Count != source.Count)
        {
            throw new EmbeddingException($"{name} has {source.Count} rows, and {ids.Count} ids were given.");
        }

        HashSet<string> known = new(request.Ids, StringComparer.Ordinal);
        HashSet<string> seen = new(StringComparer.Ordinal);
        string[] repeated = [.. ids.Where(id => !seen.Add(id)).Distinct(StringComparer.Ordinal)];
        if (repeated.Length > 0)
        {
            throw new EmbeddingException($"{name} has more than one row for {Listed(repeated)}; ids must differ.");
        }

        string[] strange = [.. ids.Where(id => !known.Contains(id))];
        return strange.Length == 0
            ? ids
            : throw new EmbeddingException($"{name} has rows for samples that the cohort lacks: {Listed(strange)}.");
    }

    private static int Write(
        EmbeddingStore store, IEmbeddingSource source, IReadOnlyList<string> ids, string sha256, string name,
        CancellationToken cancellation)
    {
        int width = source.Width;
        float[] values = new float[checked(RowsAFile * width)];
        List<ContentHash> hashes = [];
        List<string> bad = [];
        int written = 0;
        for (int row = 0; row < source.Count; row++)
        {
            cancellation.ThrowIfCancellationRequested();
            Span<float> target = values.AsSpan(hashes.Count * width, width);
            source.ReadRow(target);
            if (!IsSound(target, store.Facts.Type))
            {
                bad.Add(ids[row]);
                continue;
            }

            ContentHash hash = Name(sha256, ids[row]);
            if (!store.Has(hash))
            {
                hashes.Add(hash);
            }

            if (hashes.Count == RowsAFile && bad.Count == 0)
            {
                store.Write(hashes, values);
                written += hashes.Count;
                hashes.Clear();
            }
            else if (hashes.Count == RowsAFile)
            {
                hashes.Clear(); // refused in the end; only the list of ids goes on
            }
        }

        if (bad.Count > 0)
        {
            throw new EmbeddingException(
                $"{name} has {bad.Count} row(s) with a number that is not finite or too large for the store: "
                    + $"{Listed(bad)}.");
        }

        if (hashes.Count > 0)
        {
            store.Write(hashes, values.AsSpan(0, hashes.Count * width));
        }

        return written + hashes.Count;
    }

    private static bool IsSound(ReadOnlySpan<float> row, EmbeddingType type)
    {
        foreach (float value in row)
        {
            if (!float.IsFinite(value) || (type == EmbeddingType.Float16 && !Half.IsFinite((Half)value)))
            {
                return false;
            }
        }

        return true;
    }

    private static string Listed(IReadOnlyList<string> ids) =>
        string.Join(", ", ids.Take(NamedIds).Select(id => $"'{id}'"))
            + (ids.Count > NamedIds ? $" and {ids.Count - NamedIds} more" : string.Empty);

    private static ContentHash Name(string sha256, string id) => ContentHash.OfText($"{sha256} {id}");

    private static string Hash(string path)
    {
        using FileStream file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
