namespace Isonomia.Embeddings;

/// <summary>Classes in words, and pictures to be told apart by them.</summary>
public sealed record ZeroShotRequest
{
    /// <summary>The folder of a dual encoder.</summary>
    public required string ModelFolder { get; init; }

    /// <summary>The pictures' embeddings, made with the same model.</summary>
    public required EmbeddingMatrix Embeddings { get; init; }

    /// <summary>The classes, at least two; several prompts of one class are averaged. Empty where
    /// <see cref="Texts"/> has them.</summary>
    public required IReadOnlyList<ZeroShotClass> Classes { get; init; }

    /// <summary>An embedding store with a vector a class under the ids <c>class:NAME</c>, or null: the classes are put
    /// in words.</summary>
    public string? Texts { get; init; }

    /// <summary>Sentences with <c>{}</c> where a prompt goes, for example <c>a photo of {}</c>; all of them are
    /// averaged.</summary>
    public IReadOnlyList<string> Templates { get; init; } = ["{}"];

    /// <summary>Threads for the text tower, at least 1.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;
}
