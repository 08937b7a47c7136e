using System.Text.Json;
using System.Text.Json.Nodes;
using Isonomia.Catalogs;
using Isonomia.Imaging;
using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>Reads <c>model.json</c>; everything that is wrong with it is told at once.</summary>
internal static class ModelCardFile
{
    internal static ModelCard Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new ModelException(path,
                $"the folder '{Path.GetDirectoryName(path)}' has no model card; model.json was expected");
        }

        JsonObject root;
        try
        {
            root = JsonNode.Parse(File.ReadAllBytes(path)) as JsonObject
                ?? throw new JsonException("it is no JSON object");
            _ = root.Count; // a repeated name shows only when the object is looked at
        }
        catch (Exception failure) when (failure is JsonException or ArgumentException)
        {
            throw new ModelException(path, $"the model card cannot be read ({failure.Message.TrimEnd('.')})", failure);
        }

        List<string> faults = [];
        ModelCard card = Card(new CardFields(root, faults), root);
        return faults.Count == 0 ? card : throw new ModelException(path, string.Join("; ", faults));
    }

    /// <summary>Whether a name can stand as a folder in a registry.</summary>
    internal static bool IsName(string name) =>
        name.Length is > 0 and <= 100 && name[0] is not '.' and not '-'
        && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');

    private static ModelCard Card(CardFields fields, JsonObject root)
    {
        string name = fields.Text("name");
        if (name.Length > 0 && !IsName(name))
        {
            fields.Fault("field 'name' has other signs than letters, digits, hyphen, underscore and point");
        }

        IReadOnlyList<ModelOutput> outputs = [.. fields.Objects("outputs").Select(output =>
            new ModelOutput(output.Text("name"), output.Has("shape") ? Width(output.Axes("shape")) : null))];
        (string embedding, TokenPooling pooling) = Embedding(fields, root, outputs);
        return new ModelCard
        {
            Name = name,
            File = fields.FileName("file"),
            Sha256 = fields.Sha256("sha256"),
            DataFiles = fields.Has("data_files") ? [.. fields.Objects("data_files").Select(Named)] : [],
            Input = Input(fields.Object("input")),
            Outputs = outputs,
            Embedding = embedding,
            Pooling = pooling,
            Text = fields.Has("text") ? Tower(fields.Object("text")) : null,
            License = fields.Has("licence") || fields.Has("license") ? fields.Text("licence", "license") : "not stated",
            Source = Source(root["source"]),
            Expectation = fields.Has("check") ? Expectation(fields.Object("check")) : null,
        };
    }

    private static ModelFile Named(CardFields fields) => new(fields.FileName("file"), fields.Sha256("sha256"));

    /// <summary>The product of all axes but the first, or null where one is open.</summary>
    private static int? Width(int?[]? axes) => axes is { Length: >= 2 } && axes.Skip(1).All(axis => axis is not null)
        ? axes.Skip(1).Aggregate(1, (product, axis) => product * axis!.Value)
        : null;

    private static (string Output, TokenPooling Pooling) Embedding(CardFields fields, JsonObject root,
        IReadOnlyList<ModelOutput> outputs)
    {
        (string? output, TokenPooling pooling) = (null, TokenPooling.Flatten);
        if (root["embedding"] is JsonObject)
        {
            CardFields choice = fields.Object("embedding");
            output = choice.Text("output");
            pooling = choice.Has("pooling") ? choice.Known("pooling", ModelWords.Poolings) : TokenPooling.Flatten;
        }
        else
        {
            output = fields.OptionalText("embedding");
        }

        if (outputs.Count == 0)
        {
            if (root["outputs"] is JsonArray)
            {
                fields.Fault("field 'outputs' is empty; at least one output was expected");
            }

            return (output ?? string.Empty, pooling);
        }

        if (output is not null && outputs.All(known => known.Name != output))
        {
            fields.Fault($"field 'embedding' is '{output}', which is not among the outputs {Names(outputs)}");
        }

        string[] usual = ["embedding", "image_embedding", "image_embeds"];
        output ??= usual.FirstOrDefault(word => outputs.Any(known => known.Name == word)) ?? outputs[0].Name;
        return (output, pooling);
    }

    internal static string Names(IEnumerable<ModelOutput> outputs) =>
        string.Join(", ", outputs.Select(output => output.Name));

    private static string Source(JsonNode? source) => source switch
    {
        JsonValue text when text.TryGetValue(out string? found) => found,
        JsonObject facts =>
            string.Join(" ", facts.Select(fact => fact.Value).OfType<JsonValue>().Select(value => value.ToString())),
        _ => "not stated",
    };

    private static ModelInput Input(CardFields input)
    {
        ColorOrder color = input.Known("colour", ModelWords.Colors, "color");
        int bandCount = color == ColorOrder.Gray ? 1 : 3;
        int?[]? shape = input.Axes("shape");
        string layout = input.Has("layout") ? input.Text("layout") : "NCHW";
        int height = 1;
        int width = 1;
        if (layout != "NCHW" || shape is not [_, { } bands, { } rows, { } columns] || bands != bandCount)
        {
            input.Fault($"the input is not of layout NCHW with {bandCount} bands; shape [N, {bandCount}, height, "
                + $"width] was expected");
        }
        else
        {
            (height, width) = (rows, columns);
        }

        CardFields resize = input.Object("resize");
        ResizeKernel kernel = resize.Known("interpolation", ModelWords.Kernels);
        bool antialias = resize.Flag("antialias", true);
        if (!antialias && kernel is ResizeKernel.Lanczos3 or ResizeKernel.Area)
        {
            resize.Fault("lanczos3 and area always use antialiasing; 'antialias' true was expected");
        }

        ResizeRule rule = resize.Has("rule") ? resize.Known("rule", ModelWords.Rules) : ResizeRule.Stretch;
        int edge = rule == ResizeRule.ShortestEdge ? resize.Count("edge", Math.Max(height, width)) : 0;
        (float[] mean, float[] deviation) = Normalization(input, bandCount);
        return new ModelInput
        {
            Name = input.Text("name"),
            Height = height,
            Width = width,
            Color = color,
            Mean = mean,
            StandardDeviation = deviation,
            Kernel = kernel,
            Antialias = antialias || kernel == ResizeKernel.Nearest,
            Rule = rule,
            ShortestEdge = edge,
            Before = Before(input),
        };
    }

    private static string Before(CardFields input)
    {
        if (input.OptionalText("before") is not { } text)
        {
            return string.Empty;
        }

        try
        {
            return TransformPipeline.Parse(text).Text;
        }
        catch (Exception failure) when (failure is TransformException or UnknownNameException)
        {
            input.Fault($"field 'input.before' is no pipeline: {failure.Message.TrimEnd('.')}");
            return string.Empty;
        }
    }

    /// <summary>Mean and deviation as given, or those that bring [0, 1] to the stated range.</summary>
    private static (float[] Mean, float[] Deviation) Normalization(CardFields input, int bandCount)
    {
        float[] zeros = new float[bandCount];
        float[] ones = [.. Enumerable.Repeat(1f, bandCount)];
        if (!input.Has("mean") && !input.Has("std"))
        {
            if (input.Numbers("range", 2) is not { } range)
            {
                return (zeros, ones);
            }

            float width = range[1] - range[0];
            if (width <= 0)
            {
                input.Fault("field 'input.range' does not ascend");
                return (zeros, ones);
            }

            return ([.. Enumerable.Repeat(-range[0] / width, bandCount)], [.. Enumerable.Repeat(1 / width, bandCount)]);
        }

        float[] deviation = input.Numbers("std", bandCount) ?? ones;
        if (deviation.Any(value => value <= 0))
        {
            input.Fault("field 'input.std' has a number that is not above 0");
        }

        return (input.Numbers("mean", bandCount) ?? zeros, deviation);
    }

    private static ModelText Tower(CardFields text)
    {
        CardFields tokenizer = text.Object("tokenizer");
        TokenizerKind kind = tokenizer.Known("kind", ModelWords.Tokenizers);
        bool hasMerges = kind is TokenizerKind.BytePair or TokenizerKind.ClipBytePair;
        return new ModelText
        {
            File = text.Has("file") ? new ModelFile(text.FileName("file"), text.Sha256("sha256")) : null,
            Input = text.Text("input"),
            Mask = text.OptionalText("mask"),
            Output = text.Text("output"),
            Length = text.Count("length", 2),
            LogitScale = text.Has("logit_scale") ? text.Number("logit_scale") : 100,
            Tokenizer = new ModelTokenizer
            {
                Kind = kind,
                Vocabulary = new ModelFile(tokenizer.FileName("vocabulary"), tokenizer.Sha256("vocabulary_sha256")),
                Merges = hasMerges ? new ModelFile(tokenizer.FileName("merges"), tokenizer.Sha256("merges_sha256"))
                    : null,
                Start = tokenizer.OptionalText("start"),
                End = tokenizer.OptionalText("end"),
                Padding = tokenizer.OptionalText("padding"),
                Unknown = tokenizer.OptionalText("unknown"),
                IsLowerCase = tokenizer.Flag("lower_case", kind != TokenizerKind.BytePair),
            },
        };
    }

    private static ModelExpectation? Expectation(CardFields check)
    {
        if (!check.Has("image") || !check.Has("top"))
        {
            return null; // another kind of check than ours
        }

        return new ModelExpectation
        {
            Image = check.FileName("image"),
            Output = check.OptionalText("output") ?? "logits",
            Top = [.. check.Objects("top")
                .Select(entry => new ExpectedClass(entry.Count("index", 0), entry.Number("probability")))],
            Tolerance = check.Has("tolerance") ? check.Number("tolerance") : 0.01,
        };
    }
}
