using Isonomia.Catalogs;
using Isonomia.Onnx;

namespace Isonomia.Embeddings;

/// <summary>A folder of models: one sub-folder a model, with its files, its card and what it gave at
/// registration.</summary>
/// <param name="folder">The folder; it need not exist yet.</param>
public sealed class ModelRegistry(string folder)
{
    /// <summary>The variable that names the registry's folder.</summary>
    public const string Variable = "ISONOMIA_MODELS";

    /// <summary>The registry's folder.</summary>
    public string Folder { get; } = folder ?? throw new ArgumentNullException(nameof(folder));

    /// <summary>The folder in use where none is named: <c>ISONOMIA_MODELS</c>, or <c>isonomia/models</c> in the user's
    /// data folder.</summary>
    public static string DefaultFolder => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? named
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "isonomia", "models");

    /// <summary>The names of the registered models, in order.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(Folder)
        ? [.. Directory.EnumerateDirectories(Folder)
            .Where(inner => File.Exists(Path.Combine(inner, ModelCard.FileName)))
            .Select(inner => Path.GetFileName(inner)).Where(ModelCardFile.IsName).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Finds a model's folder.</summary>
    /// <param name="nameOrPath">A registered name, a folder with <c>model.json</c>, the card itself, or an ONNX file
    /// beside it.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="UnknownNameException">There is no such model; the message offers near names.</exception>
    /// <exception cref="ModelException">A file was named that has no card beside it, or nothing is there and no model
    /// is registered.</exception>
    public string Resolve(string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        if (ModelCardFile.IsName(nameOrPath) && Names.Contains(nameOrPath))
        {
            return Path.Combine(Folder, nameOrPath);
        }

        if (File.Exists(Path.Combine(nameOrPath, ModelCard.FileName)))
        {
            return nameOrPath;
        }

        if (!File.Exists(nameOrPath))
        {
            throw Names.Count > 0
                ? new UnknownNameException("Model", nameOrPath, Names)
                : new ModelException(
                    nameOrPath, "there is no such folder or file, and no model is registered; expected a folder with "
                        + "model.json, or the name of a model that 'isonomia model add' registered");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(nameOrPath))!;
        string card = Path.Combine(folder, ModelCard.FileName);
        string name = Path.GetFileName(nameOrPath);
        if (!File.Exists(card))
        {
            throw new ModelException(
                nameOrPath, "there is no model.json beside it; register it with 'isonomia model add' and say how "
                    + "pictures become its input");
        }

        return name == ModelCard.FileName || ModelCard.Read(folder).File == name
            ? folder
            : throw new ModelException(nameOrPath, "the model.json beside it is the card of another file");
    }

    /// <summary>Registers a model: checks it, runs it on the probe pictures, copies its files.</summary>
    /// <remarks>The model appears whole or not at all. The card is kept as its author wrote it, unknown fields
    /// included.</remarks>
    /// <param name="request">The model and, where it has no card, how pictures become its input.</param>
    /// <param name="cancellation">Stops the work; nothing is registered then.</param>
    /// <returns>The card and what the model gave.</returns>
    /// <exception cref="ModelException">The card or the model is absent, changed or damaged, or they do not fit
    /// together.</exception>
    /// <exception cref="ArgumentException">The name is taken and may not be replaced.</exception>
    /// <exception cref="IOException">The registry cannot be written.</exception>
    public ModelAddResult Add(ModelAddRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        (string source, ModelCard card, string? cardPath) = ModelSource.Find(request);
        string target = Path.Combine(Folder, card.Name);
        if (Directory.Exists(target) && !request.MayReplace)
        {
            throw new ArgumentException(
                $"The registry '{Folder}' has a model '{card.Name}' already; choose another name, or say that it may "
                    + $"be replaced.",
                nameof(request));
        }

        Directory.CreateDirectory(Folder);
        string staging = Path.Combine(Folder, $".{card.Name}.{Environment.ProcessId}.part");
        try
        {
            Directory.CreateDirectory(staging);
            CopyFiles(card, source, staging, cancellation);
            if (cardPath is null)
            {
                card.Write(staging);
            }
            else
            {
                File.Copy(cardPath, Path.Combine(staging, ModelCard.FileName), overwrite: true);
            }

            ModelReference reference = Refer(card, staging, request, cancellation);
            reference.Write(staging);
            if (Directory.Exists(target))
            {
                Directory.Delete(target, recursive: true);
            }

            Directory.Move(staging, target);
            return new ModelAddResult { Folder = target, Card = card, Width = reference.Width,
                PictureCount = reference.Statistics?.Count ?? 0 };
        }
        finally
        {
            if (Directory.Exists(staging))
            {
                Directory.Delete(staging, recursive: true);
            }
        }
    }

    private static void CopyFiles(ModelCard card, string source, string staging, CancellationToken cancellation)
    {
        IEnumerable<string> names = card.Files.Select(file => file.Name);
        if (card.Expectation is { } expectation)
        {
            names = names.Append(expectation.Image);
        }

        foreach (string name in names.Distinct(StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            string from = Path.Combine(source, name);
            if (!File.Exists(from))
            {
                throw new ModelException(Path.Combine(source, ModelCard.FileName),
                    $"the file '{name}', which the card names, was not found");
            }

            string to = Path.Combine(staging, name);
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(from, to);
        }

        foreach (string license in Directory.EnumerateFiles(source, "LICEN?E*").Take(4))
        {
            File.Copy(license, Path.Combine(staging, Path.GetFileName(license)), overwrite: true);
        }
    }

    /// <summary>Runs the model as its users will: this proves that hashes, shapes and widths fit.</summary>
    private static ModelReference Refer(ModelCard card, string folder, ModelAddRequest request,
        CancellationToken cancellation)
    {
        using ImageEncoder encoder =
            ImageEncoder.Open(card, folder, new OnnxSessionSettings { ThreadCount = request.ThreadCount });
        if (card.Text is not null)
        {
            using DualEncoder dual = DualEncoder.Open(folder, request.ThreadCount);
        }

        return ModelReference.Make(encoder, request.Pictures, cancellation);
    }
}
