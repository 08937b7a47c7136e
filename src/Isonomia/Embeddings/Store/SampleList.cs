using System.Text.Json;
using System.Text.Json.Nodes;

namespace Isonomia.Embeddings;

/// <summary>Which row belongs to which sample: one file a cohort (or a shard of it), a JSON array a line.</summary>
/// <remarks>First line: schema, cohort, shard, count, when. Then <c>["id","hash"]</c>, or <c>["id",null,"reason"]</c>
/// for a picture without an embedding. The rows themselves know no ids.</remarks>
internal sealed class SampleList
{
    internal const string Extension = ".samples";
    private const string Schema = "isonomia.samples/1";

    internal required string Cohort { get; init; }

    internal required int Shard { get; init; }

    internal required int ShardCount { get; init; }

    internal required DateTimeOffset Written { get; init; }

    /// <summary>The samples in the cohort's order; a null hash has a reason.</summary>
    internal required IEnumerable<(string Id, ContentHash? Hash, string? Reason)> Samples { get; init; }

    internal required int Count { get; init; }

    internal string FileName => ShardCount == 1
        ? $"{Plain(Cohort)}{Extension}"
        : $"{Plain(Cohort)}.{Shard:00000}-of-{ShardCount:00000}{Extension}";

    internal void Write(string folder)
    {
        string path = Path.Combine(folder, FileName);
        string temporary = $"{path}.{Environment.ProcessId}{LooseFiles.Extension}";
        try
        {
            using (FileStream file = new(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                using StreamWriter writer = new(file, leaveOpen: true) { NewLine = "\n" };
                writer.WriteLine(new JsonObject
                {
                    ["schema"] = Schema,
                    ["cohort"] = Cohort,
                    ["shard"] = Shard,
                    ["shards"] = ShardCount,
                    ["count"] = Count,
                    ["written"] = Written.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
                }.ToJsonString());
                foreach ((string id, ContentHash? hash, string? reason) in Samples)
                {
                    writer.WriteLine(hash is { } known
                        ? JsonSerializer.Serialize<string?[]>([id, known.ToString()])
                        : JsonSerializer.Serialize<string?[]>([id, null, reason]));
                }

                writer.Flush();
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            LooseFiles.TryDelete(temporary);
            throw;
        }
    }

    internal static SampleList Read(string path)
    {
        try
        {
            using StreamReader reader = new(path);
            JsonNode head = JsonNode.Parse(reader.ReadLine() ?? string.Empty) ?? throw new JsonException("it is empty");
            int count = head["count"]!.GetValue<int>();
            List<(string, ContentHash?, string?)> samples = new(count);
            while (reader.ReadLine() is { } line)
            {
                string?[] cells = JsonSerializer.Deserialize<string?[]>(line) ?? [];
                samples.Add(cells switch
                {
                    [{ } id, { } text] when ContentHash.TryParse(text, out ContentHash hash) => (id, hash, null),
                    [{ } id, null, { } reason] => (id, null, reason),
                    _ => throw new JsonException($"line {samples.Count + 2} is no sample"),
                });
            }

            return head["schema"]!.GetValue<string>() == Schema && samples.Count == count
                ? new SampleList
                {
                    Cohort = head["cohort"]!.GetValue<string>(),
                    Shard = head["shard"]!.GetValue<int>(),
                    ShardCount = head["shards"]!.GetValue<int>(),
                    Written = DateTimeOffset.Parse(
                        head["written"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture),
                    Samples = samples,
                    Count = count,
                }
                : throw new JsonException($"it has {samples.Count} samples and announces {count}");
        }
        catch (Exception failure) when (
            failure is JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new EmbeddingException(
                $"The sample list '{Path.GetFileName(path)}' of the store is damaged; delete it and run 'isonomia "
                    + $"embed' again.",
                failure);
        }
    }

    private static string Plain(string name)
    {
        string plain = string.Concat(
            name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' ? letter : '_'));
        return plain.Length == 0 ? "cohort" : plain;
    }
}
