using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>Finds the card of a model that shall be registered, or writes one from a description.</summary>
internal static class ModelSource
{
    private static readonly string[] UsualEmbeddings =
        ["embedding", "image_embedding", "image_embeds", "pooler_output"];

    /// <summary>The folder of the model's files, its card, and the card's file where there is one.</summary>
    internal static (string Folder, ModelCard Card, string? CardPath) Find(ModelAddRequest request)
    {
        if (!File.Exists(request.Path) && !Directory.Exists(request.Path))
        {
            throw new ModelException(request.Path,
                "there is no such file or folder; a model folder or an ONNX file was expected");
        }

        bool isFolder = Directory.Exists(request.Path);
        string folder = isFolder ? request.Path : Path.GetDirectoryName(Path.GetFullPath(request.Path))!;
        if (request.Description is { } description)
        {
            return isFolder
                ? throw new ModelException(request.Path,
                    "it is a folder; the ONNX file was expected, since it is described without a card")
                : (folder, Describe(request.Path, description, request.ThreadCount), null);
        }

        string path = request.CardPath
            ?? (Path.GetFileName(request.Path).EndsWith(".json", StringComparison.OrdinalIgnoreCase)
            ? request.Path
            : Path.Combine(folder, ModelCard.FileName));
        ModelCard card = ModelCardFile.Read(path);
        bool isOther = !isFolder && path != request.Path && card.File != Path.GetFileName(request.Path);
        return isOther
            ? throw new ModelException(path,
                $"the card is of the file '{card.File}', and '{Path.GetFileName(request.Path)}' was to be registered")
            : (folder, card, path);
    }

    private static ModelCard Describe(string path, ModelDescription description, int threadCount)
    {
        using OnnxSession session = OnnxSession.Open(path, threadCount);
        if (session.Inputs is not [var image] || image.ElementType != "float" || image.Shape is not [_, 1 or 3, _, _])
        {
            throw new ModelException(
                path, $"its inputs are {ModelFit.Names(session.Inputs)}; without a card, one input float [N, 1 or 3, "
                    + $"height, width] was expected");
        }

        int bands = (int)image.Shape[1]!.Value;
        int height = description.Size ?? (int?)image.Shape[2] ?? throw Sizeless(path, image);
        int width = description.Size ?? (int?)image.Shape[3] ?? throw Sizeless(path, image);
        ColorOrder color = description.Color ?? (bands == 1 ? ColorOrder.Gray : ColorOrder.Rgb);
        (IReadOnlyList<float> mean, IReadOnlyList<float> deviation) = Normalization(path, description, bands);
        ModelOutput[] outputs = [.. session.Outputs.Select(output => new ModelOutput(output.Name, Width(output)))];
        string name = description.Name ?? Path.GetFileNameWithoutExtension(path);
        if (!ModelCardFile.IsName(name))
        {
            throw new ModelException(path,
                "the name has other signs than letters, digits, hyphen, underscore and point; give another");
        }

        return new ModelCard
        {
            Name = name,
            File = Path.GetFileName(path),
            Sha256 = session.Sha256,
            Input = new ModelInput
            {
                Name = image.Name,
                Width = width,
                Height = height,
                Color = color,
                Mean = mean,
                StandardDeviation = deviation,
                Kernel = description.Kernel,
                Rule = description.Rule,
                ShortestEdge = description.Rule != ResizeRule.ShortestEdge ? 0
                    : Math.Max(description.ShortestEdge, Math.Max(width, height)),
            },
            Outputs = outputs,
            Embedding = description.Output
                ?? UsualEmbeddings.FirstOrDefault(usual => outputs.Any(output => output.Name == usual))
                    ?? outputs[0].Name,
            Pooling = description.Pooling,
            License = description.License,
            Source = description.Source,
        };
    }

    private static (IReadOnlyList<float> Mean, IReadOnlyList<float> Deviation) Normalization(
        string path, ModelDescription description, int bands)
    {
        if (description is { Mean: { } mean, StandardDeviation: { } deviation })
        {
            return mean.Count == bands && deviation.Count == bands && deviation.All(value => value > 0)
                ? (mean, deviation)
                : throw new ModelException(path,
                    $"mean and standard deviation need {bands} numbers each, deviations above 0");
        }

        if (description.Range is not { } range || range.White <= range.Black)
        {
            throw new ModelException(
                path, "nothing says how pixels are scaled; give mean and standard deviation, or the range that black "
                    + "and white become");
        }

        float width = range.White - range.Black;
        return ([.. Enumerable.Repeat(-range.Black / width, bands)], [.. Enumerable.Repeat(1 / width, bands)]);
    }

    private static int? Width(OnnxValueInfo output) => output.Shape.Count >= 2 && output.Shape.Skip(1)
        .All(size => size is > 0)
        ? output.Shape.Skip(1).Aggregate(1, (product, size) => product * (int)size!.Value)
        : null;

    private static ModelException Sizeless(string path, OnnxValueInfo image) =>
        new(path, $"input '{image.Name}' is {image.Text}; the file leaves the size open, so it has to be given");
}
