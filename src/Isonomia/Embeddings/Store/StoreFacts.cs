using System.Security.Cryptography;
using System.Text;

namespace Isonomia.Embeddings;

/// <summary>What a store is for: everything besides the picture that decides its numbers. Kept in
/// <c>store.json</c>.</summary>
public sealed record StoreFacts
{
    /// <summary>The schema of <c>store.json</c>.</summary>
    public const string CurrentSchema = "isonomia.embeddings/1";

    /// <summary>The schema: <see cref="CurrentSchema"/>.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The model's name, or for imported embeddings the name of the source file.</summary>
    public required string Model { get; init; }

    /// <summary>The SHA-256 of the model file, or of the imported file.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>The model's output that was taken; empty for imported embeddings.</summary>
    public required string Output { get; init; }

    /// <summary>How a picture became the model's input, as one line of text; <c>imported</c> for imported
    /// embeddings.</summary>
    public required string Preprocessing { get; init; }

    /// <summary>The versions of the libraries that decode and compute.</summary>
    public required string Libraries { get; init; }

    /// <summary>How numbers are kept.</summary>
    public EmbeddingType Type { get; init; } = EmbeddingType.Float32;

    /// <summary>The width d of a row.</summary>
    public required int Width { get; init; }

    /// <summary>Pictures in one run of the model; every process that fills the store uses it.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Why this batch size: measured rates, or given.</summary>
    public required string BatchReason { get; init; }

    /// <summary>The SHA-256 over all of the above that decides a number.</summary>
    public string Key => Convert.ToHexStringLower(KeyBytes());

    /// <summary>What differs, one phrase a fact.</summary>
    internal IEnumerable<string> Differences(StoreFacts wanted)
    {
        (string What, string Here, string There)[] facts =
        [
            ("model", $"{Model} {ModelSha256[..8]}", $"{wanted.Model} {wanted.ModelSha256[..8]}"),
            ("output", Output, wanted.Output),
            ("preprocessing", Preprocessing, wanted.Preprocessing),
            ("libraries", Libraries, wanted.Libraries),
            ("type", Type.ToString(), wanted.Type.ToString()),
            ("width", $"{Width}", $"{wanted.Width}"),
        ];
        return facts.Where(fact => fact.Here != fact.There)
            .Select(fact => $"{fact.What} '{fact.Here}', and '{fact.There}' was asked for");
    }

    internal byte[] KeyBytes() => SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
        Schema, ModelSha256, Output, Preprocessing, Libraries, Type.ToString(),
        Width.ToString(System.Globalization.CultureInfo.InvariantCulture))));
}
