using System.Text.Json;
using System.Text.Json.Serialization;

namespace Isonomia.Embeddings;

/// <summary>A folder of embeddings: <c>store.json</c>, row files in <c>rows</c>, sample lists in <c>samples</c>, claims
/// in <c>claims</c>.</summary>
internal sealed class EmbeddingStore
{
    internal const string FactsName = "store.json";

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private readonly Dictionary<ContentHash, (int Segment, int Row)> _places = [];
    private readonly List<EmbeddingSegment> _segments = [];
    private readonly HashSet<string> _known = new(StringComparer.Ordinal);
    private readonly byte[] _key;

    private EmbeddingStore(string folder, StoreFacts facts) =>
        (Folder, Facts, _key) = (folder, facts, facts.KeyBytes());

    internal string Folder { get; }

    internal StoreFacts Facts { get; }

    /// <summary>Different pictures with a row.</summary>
    internal int RowCount => _places.Count;

    /// <summary>Rows that a second process wrote again; the first one found is used.</summary>
    internal int RepeatedCount { get; private set; }

    /// <summary>Row files that were damaged; their rows are as good as absent.</summary>
    internal int DamagedCount { get; private set; }

    internal string RowFolder => Path.Combine(Folder, "rows");

    internal string SampleFolder => Path.Combine(Folder, "samples");

    internal string ClaimFolder => Path.Combine(Folder, "claims");

    /// <summary>Reads the facts of a store, or gives null where the folder is none.</summary>
    internal static StoreFacts? TryReadFacts(string folder)
    {
        string path = Path.Combine(folder, FactsName);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            StoreFacts? facts = JsonSerializer.Deserialize<StoreFacts>(File.ReadAllBytes(path), Json);
            return facts is { Schema: StoreFacts.CurrentSchema, Width: > 0, BatchSize: > 0 }
                ? facts
                : throw new JsonException("its schema is another");
        }
        catch (JsonException failure)
        {
            throw new EmbeddingException(
                $"'{path}' is not an embedding store of schema {StoreFacts.CurrentSchema}; give another folder.",
                failure);
        }
    }

    /// <summary>Makes the store where it is absent; where two processes make it at once, the first one's facts hold for
    /// both.</summary>
    internal static EmbeddingStore OpenOrCreate(string folder, StoreFacts facts)
    {
        if (TryReadFacts(folder) is null)
        {
            if (Directory.Exists(folder)
                && Directory.EnumerateFileSystemEntries(folder)
                    .Any(entry => !entry.EndsWith(LooseFiles.Extension, StringComparison.Ordinal)))
            {
                throw new EmbeddingException(
                    $"The folder '{folder}' holds other files; a new or empty folder was expected for the embedding "
                        + $"store.");
            }

            Directory.CreateDirectory(folder);
            string temporary = Path.Combine(folder, $"{FactsName}.{Environment.ProcessId}{LooseFiles.Extension}");
            File.WriteAllText(temporary, JsonSerializer.Serialize(facts, Json) + "\n");
            try
            {
                File.Move(temporary, Path.Combine(folder, FactsName), overwrite: false);
            }
            catch (IOException) when (File.Exists(Path.Combine(folder, FactsName)))
            {
                LooseFiles.TryDelete(temporary); // another process was first
            }
        }

        EmbeddingStore store = new(folder, TryReadFacts(folder)!);
        Directory.CreateDirectory(store.RowFolder);
        Directory.CreateDirectory(store.SampleFolder);
        Directory.CreateDirectory(store.ClaimFolder);
        return store;
    }

    /// <summary>Deletes what a store wrote, and nothing else.</summary>
    internal static void Delete(string folder)
    {
        File.Delete(Path.Combine(folder, FactsName)); // first: without it the folder is no store
        foreach (string inner in new[] { "rows", "samples", "claims" }.Select(name => Path.Combine(folder, name))
            .Where(Directory.Exists))
        {
            Directory.Delete(inner, recursive: true);
        }
    }

    /// <summary>Opens all samples as a matrix.</summary>
    internal static EmbeddingMatrix Open(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        StoreFacts facts = TryReadFacts(folder)
            ?? throw new EmbeddingException($"'{folder}' is not an embedding store; make one with 'isonomia embed'.");
        EmbeddingStore store = new(folder, facts);
        store.Refresh(verify: true);
        if (store.DamagedCount > 0)
        {
            throw new EmbeddingException(
                $"The store '{folder}' has {store.DamagedCount} damaged row file(s); run 'isonomia embed' again to "
                    + $"make their rows anew.");
        }

        return store.Matrix();
    }

    /// <summary>Learns of row files that were written since.</summary>
    internal void Refresh(bool verify)
    {
        if (!Directory.Exists(RowFolder))
        {
            return;
        }

        foreach (string path in Directory.EnumerateFiles(RowFolder, "*" + EmbeddingSegment.Extension)
                .Order(StringComparer.Ordinal))
        {
            if (_known.Add(path))
            {
                Take(path, verify);
            }
        }
    }

    internal bool Has(ContentHash hash) => _places.ContainsKey(hash);

    /// <summary>Removes damaged row files, so that their names are free for sound ones.</summary>
    internal void DropDamaged()
    {
        HashSet<string> sound = [.. _segments.Select(segment => segment.Path)];
        foreach (string path in _known.Where(path => !sound.Contains(path)).ToArray())
        {
            LooseFiles.TryDelete(path);
            _known.Remove(path);
        }
    }

    /// <summary>Removes what killed processes left half written.</summary>
    internal void ClearLoose(TimeProvider clock)
    {
        foreach (string folder in new[] { Folder, RowFolder, SampleFolder })
        {
            LooseFiles.Clear(folder, clock);
        }
    }

    internal void Write(IReadOnlyList<ContentHash> hashes, ReadOnlySpan<float> values) =>
        EmbeddingSegment.Write(RowFolder, _key, Facts.Type, Facts.Width, hashes, values);

    /// <summary>All samples of the sample lists that have a row, in order of cohort, shard and position.</summary>
    internal EmbeddingMatrix Matrix()
    {
        List<string> ids = [];
        List<(int, int)> places = [];
        Dictionary<string, ContentHash> hashOfId = new(StringComparer.Ordinal);
        foreach (SampleList list in Lists())
        {
            foreach ((string id, ContentHash? known, _) in list.Samples)
            {
                if (known is not { } hash)
                {
                    continue;
                }

                if (hashOfId.TryGetValue(id, out ContentHash other))
                {
                    if (other != hash)
                    {
                        throw new EmbeddingException(
                            $"The sample id '{id}' stands for two pictures in the store '{Folder}'; embed cohorts that "
                                + $"share ids into stores of their own.");
                    }

                    continue;
                }

                if (_places.TryGetValue(hash, out (int, int) place))
                {
                    hashOfId.Add(id, hash);
                    ids.Add(id);
                    places.Add(place);
                }
            }
        }

        if (ids.Count == 0)
        {
            throw new EmbeddingException(
                $"The store '{Folder}' has no embedding yet; run 'isonomia embed' to the end.");
        }

        return new EmbeddingMatrix(ids, Facts.Width, EmbeddingRows.Map(_segments, places), Fingerprint(ids, hashOfId));
    }

    /// <summary>The sample lists; of one cohort only the newest division into shards.</summary>
    internal IReadOnlyList<SampleList> Lists()
    {
        SampleList[] all = [.. Directory.EnumerateFiles(SampleFolder, "*" + SampleList.Extension)
            .Order(StringComparer.Ordinal).Select(SampleList.Read)];
        return
        [
            .. all.GroupBy(list => list.Cohort, StringComparer.Ordinal)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .SelectMany(group => group
                    .Where(list => list.ShardCount == group.MaxBy(newest => newest.Written)!.ShardCount)
                    .OrderBy(list => list.Shard)),
        ];
    }

    private string Fingerprint(List<string> ids, Dictionary<string, ContentHash> hashOfId)
    {
        using var hash = System.Security.Cryptography.IncrementalHash.CreateHash(
            System.Security.Cryptography.HashAlgorithmName.SHA256);
        hash.AppendData(_key);
        byte[] content = new byte[ContentHash.ByteCount];
        foreach (string id in ids)
        {
            byte[] text = System.Text.Encoding.UTF8.GetBytes(id);
            hash.AppendData(BitConverter.GetBytes(text.Length));
            hash.AppendData(text);
            hashOfId[id].Write(content);
            hash.AppendData(content);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private void Take(string path, bool verify)
    {
        if (EmbeddingSegment.TryRead(path, _key, verify) is not { } segment
            || segment.Width != Facts.Width
            || segment.Type != Facts.Type)
        {
            DamagedCount++;
            return;
        }

        _segments.Add(segment);
        ContentHash[] hashes = segment.TakeHashes();
        for (int row = 0; row < hashes.Length; row++)
        {
            if (!_places.TryAdd(hashes[row], (_segments.Count - 1, row)))
            {
                RepeatedCount++;
            }
        }
    }
}
