namespace Isonomia.Embeddings;

/// <summary>What a model folder says about its model, in <c>model.json</c>.</summary>
public sealed record ModelCard
{
    /// <summary>The file's name within a model folder.</summary>
    public const string FileName = "model.json";

    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>The ONNX file, relative to the folder.</summary>
    public required string File { get; init; }

    /// <summary>The SHA-256 of the ONNX file, lower-case hexadecimal; checked before the model is loaded.</summary>
    public required string Sha256 { get; init; }

    /// <summary>How pictures become input.</summary>
    public required ModelInput Input { get; init; }

    /// <summary>The names of the outputs.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>The licence of the weights, as an SPDX expression or in words.</summary>
    public required string License { get; init; }

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
        ModelCardFile.Write(Path.Combine(folder, FileName), this);
    }
}
