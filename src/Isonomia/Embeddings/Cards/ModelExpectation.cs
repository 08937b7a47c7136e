namespace Isonomia.Embeddings;

/// <summary>What the publisher of a model says a known picture must give: the strongest evidence that a card is
/// right.</summary>
public sealed record ModelExpectation
{
    /// <summary>The picture, relative to the folder.</summary>
    public required string Image { get; init; }

    /// <summary>The output whose softmax is compared.</summary>
    public required string Output { get; init; }

    /// <summary>Some classes with their probability, by index.</summary>
    public required IReadOnlyList<ExpectedClass> Top { get; init; }

    /// <summary>How far a probability may be off.</summary>
    public double Tolerance { get; init; } = 0.01;
}
