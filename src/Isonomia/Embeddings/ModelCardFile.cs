using System.Text.Json;
using System.Text.Json.Nodes;
using Isonomia.Imaging;
using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>Reads and writes <c>model.json</c>.</summary>
internal static class ModelCardFile
{
    private static readonly Dictionary<string, ResizeKernel> Kernels = new(StringComparer.Ordinal)
    {
        ["nearest"] = ResizeKernel.Nearest,
        ["bilinear"] = ResizeKernel.Linear,
        ["bicubic"] = ResizeKernel.Cubic,
        ["lanczos3"] = ResizeKernel.Lanczos3,
    };

    private static readonly Dictionary<string, ColorOrder> Colors = new(StringComparer.OrdinalIgnoreCase)
    {
        ["RGB"] = ColorOrder.Rgb,
        ["BGR"] = ColorOrder.Bgr,
        ["gray"] = ColorOrder.Gray,
        ["grey"] = ColorOrder.Gray,
    };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    internal static ModelCard Read(string path)
    {
        if (!File.Exists(path))
        {
            throw new ModelException(
                path, $"the folder '{Path.GetDirectoryName(path)}' has no model card; model.json was expected");
        }

        try
        {
            JsonNode root = JsonNode.Parse(File.ReadAllBytes(path)) ?? throw new JsonException("it is empty");
            return new ModelCard
            {
                Name = Text(root, path, "name"),
                File = Text(root, path, "file"),
                Sha256 = Text(root, path, "sha256").ToLowerInvariant(),
                Input = Input(Field(root, path, "input"), path),
                Outputs = [.. Field(root, path, "outputs").AsArray().Select(output => Text(output!, path, "name"))],
                License = root["licence"]?.GetValue<string>() ?? root["license"]?.GetValue<string>() ?? "not stated",
            };
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException or FormatException)
        {
            throw new ModelException(path, $"the model card cannot be read ({failure.Message.TrimEnd('.')})", failure);
        }
    }

    internal static void Write(string path, ModelCard card)
    {
        ModelInput input = card.Input;
        JsonObject root = new()
        {
            ["name"] = card.Name,
            ["file"] = card.File,
            ["sha256"] = card.Sha256,
            ["input"] = new JsonObject
            {
                ["name"] = input.Name,
                ["shape"] = new JsonArray("N", input.BandCount, input.Height, input.Width),
                ["layout"] = "NCHW",
                ["colour"] = Colors.First(pair => pair.Value == input.Color).Key,
                ["mean"] = new JsonArray([.. input.Mean.Select(mean => JsonValue.Create(mean))]),
                ["std"] = new JsonArray([.. input.StandardDeviation.Select(std => JsonValue.Create(std))]),
                ["resize"] = new JsonObject
                {
                    ["size"] = new JsonArray(input.Height, input.Width),
                    ["interpolation"] = Kernels.First(pair => pair.Value == input.Kernel).Key,
                    ["antialias"] = input.Kernel != ResizeKernel.Nearest,
                },
            },
            ["outputs"] = new JsonArray([.. card.Outputs.Select(output => new JsonObject { ["name"] = output })]),
            ["licence"] = card.License,
        };
        File.WriteAllText(path, root.ToJsonString(Indented) + "\n");
    }

    private static ModelInput Input(JsonNode input, string path)
    {
        JsonArray shape = Field(input, path, "shape").AsArray();
        ColorOrder color = Known(Colors, Text(input, path, "colour"), "input.colour", path);
        JsonNode resize = Field(input, path, "resize");
        ResizeKernel kernel = Known(Kernels, Text(resize, path, "interpolation"), "input.resize.interpolation", path);
        string layout = Text(input, path, "layout");
        int bandCount = color == ColorOrder.Gray ? 1 : 3;
        if (layout != "NCHW" || shape.Count != 4 || shape[1]!.GetValue<int>() != bandCount)
        {
            throw new ModelException(
                path,
                $"the input is not of layout NCHW with {bandCount} bands; shape [N, {bandCount}, height, width] was "
                    + "expected");
        }

        if (kernel != ResizeKernel.Nearest && resize["antialias"]?.GetValue<bool>() == false)
        {
            throw new ModelException(
                path, "resizing without antialiasing is not supported; 'antialias' true was expected");
        }

        (float[] mean, float[] deviation) = Normalization(input, bandCount, path);
        return new ModelInput
        {
            Name = Text(input, path, "name"),
            Height = shape[2]!.GetValue<int>(),
            Width = shape[3]!.GetValue<int>(),
            Color = color,
            Mean = mean,
            StandardDeviation = deviation,
            Kernel = kernel,
        };
    }

    /// <summary>Mean and deviation as given, or those that bring [0, 1] to the stated range.</summary>
    private static (float[] Mean, float[] Deviation) Normalization(JsonNode input, int bandCount, string path)
    {
        if (input["mean"] is null && input["std"] is null)
        {
            float[] range = Numbers(input, path, "range", 2);
            float width = range[1] - range[0];
            return width > 0
                ? ([.. Enumerable.Repeat(-range[0] / width, bandCount)], [.. Enumerable.Repeat(1 / width, bandCount)])
                : throw new ModelException(path, "field 'range' does not ascend");
        }

        float[] deviation = Numbers(input, path, "std", bandCount);
        return deviation.All(value => value > 0)
            ? (Numbers(input, path, "mean", bandCount), deviation)
            : throw new ModelException(path, "field 'std' has a number that is not above 0");
    }

    private static float[] Numbers(JsonNode node, string path, string field, int count)
    {
        float[] numbers = [.. Field(node, path, field).AsArray().Select(number => number!.GetValue<float>())];
        return numbers.Length == count
            ? numbers
            : throw new ModelException(path, $"field '{field}' has {numbers.Length} numbers; {count} were expected");
    }

    private static T Known<T>(Dictionary<string, T> known, string value, string field, string path) =>
        known.TryGetValue(value, out T? found)
            ? found
            : throw new ModelException(
                path, $"field '{field}' is '{value}'; known are {string.Join(", ", known.Keys)}");

    private static string Text(JsonNode node, string path, string field) => Field(node, path, field).GetValue<string>();

    private static JsonNode Field(JsonNode node, string path, string field) =>
        node[field] ?? throw new ModelException(path, $"the field '{field}' is missing");
}
