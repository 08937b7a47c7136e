namespace Isonomia.Embeddings;

/// <summary>What a model folder says about its model, in <c>model.json</c> (docs/guide/models.md,
/// docs/schemas/model-1.schema.json).</summary>
public sealed record ModelCard
{
    /// <summary>The file's name within a model folder.</summary>
    public const string FileName = "model.json";

    /// <summary>The model's name: letters, digits, hyphen, underscore and point.</summary>
    public required string Name { get; init; }

    /// <summary>The ONNX file, relative to the folder.</summary>
    public required string File { get; init; }

    /// <summary>The SHA-256 of the ONNX file, lower-case hexadecimal; checked before the model is loaded.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Weights kept outside the ONNX file (external data); checked before the model is loaded.</summary>
    public IReadOnlyList<ModelFile> DataFiles { get; init; } = [];

    /// <summary>How pictures become input.</summary>
    public required ModelInput Input { get; init; }

    /// <summary>The outputs.</summary>
    public required IReadOnlyList<ModelOutput> Outputs { get; init; }

    /// <summary>The output that is the embedding: the card's <c>embedding</c>, or the one of that name, or the
    /// first.</summary>
    public required string Embedding { get; init; }

    /// <summary>How the embedding output becomes one vector a picture.</summary>
    public TokenPooling Pooling { get; init; } = TokenPooling.Flatten;

    /// <summary>The text tower, or null for a model of pictures alone.</summary>
    public ModelText? Text { get; init; }

    /// <summary>The license of the weights, as an SPDX expression or in words.</summary>
    public required string License { get; init; }

    /// <summary>Where the weights come from.</summary>
    public string Source { get; init; } = "not stated";

    /// <summary>What the publisher says a known picture must give, or null.</summary>
    public ModelExpectation? Expectation { get; init; }

    /// <summary>All files that the card names, the ONNX file first.</summary>
    public IEnumerable<ModelFile> Files
    {
        get
        {
            yield return new ModelFile(File, Sha256);
            ModelFile?[] more = [.. DataFiles, Text?.File, Text?.Tokenizer.Vocabulary, Text?.Tokenizer.Merges];
            foreach (ModelFile? file in more)
            {
                if (file is not null)
                {
                    yield return file;
                }
            }
        }
    }

    /// <summary>Reads the card of a model folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>The card.</returns>
    /// <exception cref="Onnx.ModelException">There is no card, or a field is missing or has a value we do not
    /// know.</exception>
    public static ModelCard Read(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return ModelCardFile.Read(Path.Combine(folder, FileName));
    }

    /// <summary>Writes the card into a model folder.</summary>
    /// <param name="folder">The folder; it must exist.</param>
    public void Write(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ModelCardWriter.Write(Path.Combine(folder, FileName), this);
    }
}
