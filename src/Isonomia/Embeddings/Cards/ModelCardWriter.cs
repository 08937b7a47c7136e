using System.Text.Json;
using System.Text.Json.Nodes;
using Isonomia.Datasets;
using Isonomia.Imaging;

namespace Isonomia.Embeddings;

/// <summary>Writes <c>model.json</c>.</summary>
internal static class ModelCardWriter
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal static void Write(string path, ModelCard card)
    {
        JsonObject root = new()
        {
            ["name"] = card.Name,
            ["file"] = card.File,
            ["sha256"] = card.Sha256,
        };
        if (card.DataFiles.Count > 0)
        {
            root["data_files"] = new JsonArray(
                [.. card.DataFiles.Select(file => new JsonObject { ["file"] = file.Name, ["sha256"] = file.Sha256 })]);
        }

        root["input"] = Input(card.Input);
        root["outputs"] = new JsonArray([.. card.Outputs.Select(Output)]);
        root["embedding"] = card.Pooling == TokenPooling.Flatten
            ? card.Embedding
            : new JsonObject { ["output"] = card.Embedding, ["pooling"] = Key(ModelWords.Poolings, card.Pooling) };
        if (card.Text is { } text)
        {
            root["text"] = Text(text);
        }

        root["licence"] = card.License;
        root["source"] = card.Source;
        AtomicFile.WriteText(path, root.ToJsonString(Indented) + "\n");
    }

    private static JsonObject Input(ModelInput input)
    {
        JsonObject resize = new()
        {
            ["rule"] = Key(ModelWords.Rules, input.Rule),
            ["interpolation"] = Key(ModelWords.Kernels, input.Kernel),
            ["antialias"] = input.Antialias && input.Kernel != ResizeKernel.Nearest,
        };
        if (input.Rule == ResizeRule.ShortestEdge)
        {
            resize["edge"] = input.ShortestEdge;
        }

        JsonObject node = new()
        {
            ["name"] = input.Name,
            ["shape"] = new JsonArray("N", input.BandCount, input.Height, input.Width),
            ["layout"] = "NCHW",
            ["colour"] = Key(ModelWords.Colors, input.Color),
            ["mean"] = new JsonArray([.. input.Mean.Select(mean => JsonValue.Create(mean))]),
            ["std"] = new JsonArray([.. input.StandardDeviation.Select(std => JsonValue.Create(std))]),
            ["resize"] = resize,
        };
        if (input.Before.Length > 0)
        {
            node["before"] = input.Before;
        }

        return node;
    }

    private static JsonNode Output(ModelOutput output)
    {
        JsonObject node = new() { ["name"] = output.Name };
        if (output.Width is { } width)
        {
            node["shape"] = new JsonArray("N", width);
        }

        return node;
    }

    private static JsonObject Text(ModelText text)
    {
        JsonObject node = [];
        if (text.File is { } file)
        {
            (node["file"], node["sha256"]) = (file.Name, file.Sha256);
        }

        node["input"] = text.Input;
        if (text.Mask is { } mask)
        {
            node["mask"] = mask;
        }

        node["output"] = text.Output;
        node["length"] = text.Length;
        node["logit_scale"] = text.LogitScale;
        ModelTokenizer tokenizer = text.Tokenizer;
        JsonObject inner = new()
        {
            ["kind"] = Key(ModelWords.Tokenizers, tokenizer.Kind),
            ["vocabulary"] = tokenizer.Vocabulary.Name,
            ["vocabulary_sha256"] = tokenizer.Vocabulary.Sha256,
        };
        if (tokenizer.Merges is { } merges)
        {
            (inner["merges"], inner["merges_sha256"]) = (merges.Name, merges.Sha256);
        }

        foreach ((string name, string? token) in new[]
        {
            ("start", tokenizer.Start), ("end", tokenizer.End), ("padding", tokenizer.Padding),
            ("unknown", tokenizer.Unknown),
        })
        {
            if (token is not null)
            {
                inner[name] = token;
            }
        }

        inner["lower_case"] = tokenizer.IsLowerCase;
        node["tokenizer"] = inner;
        return node;
    }

    private static string Key<T>(IReadOnlyDictionary<string, T> names, T value) =>
        names.First(pair => EqualityComparer<T>.Default.Equals(pair.Value, value)).Key;
}
