namespace Isonomia.Embeddings;

/// <summary>Texts to be embedded by a dual encoder.</summary>
public sealed record TextStoreRequest
{
    /// <summary>The folder of a dual encoder.</summary>
    public required string ModelFolder { get; init; }

    /// <summary>The folder of the store.</summary>
    public required string Folder { get; init; }

    /// <summary>The classes, whose prompts are averaged.</summary>
    public required IReadOnlyList<ZeroShotClass> Classes { get; init; }

    /// <summary>Values of attributes, named <c>ATTRIBUTE/VALUE</c>, with their prompts.</summary>
    public IReadOnlyList<ZeroShotClass> Attributes { get; init; } = [];

    /// <summary>The place of a class's prompt in a template of pairs.</summary>
    public const string ClassPlace = "{class}";

    /// <summary>The place of an attribute's prompt in a template of pairs.</summary>
    public const string AttributePlace = "{attribute}";

    /// <summary>Sentences that put a class and a value of an attribute together, for example <c>{class},
    /// {attribute}</c>; all of them are averaged. Empty: no pairs.</summary>
    public IReadOnlyList<string> PairTemplates { get; init; } = [];

    /// <summary>Texts of samples (reports, captions) by id.</summary>
    public IReadOnlyList<(string Id, string Text)> Samples { get; init; } = [];

    /// <summary>Sentences with <c>{}</c> where a prompt goes; all of them are averaged. Texts of samples stand
    /// alone.</summary>
    public IReadOnlyList<string> Templates { get; init; } = [ZeroShot.Place];

    /// <summary>Threads for the text tower, at least 1.</summary>
    public int ThreadCount { get; init; } = Environment.ProcessorCount;
}
