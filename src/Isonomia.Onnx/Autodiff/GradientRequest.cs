namespace Isonomia.Onnx;

/// <summary>What gradient graph is wanted.</summary>
public sealed record GradientRequest
{
    /// <summary>The model; it is not changed.</summary>
    public required OnnxModel Model { get; init; }

    /// <summary>The shape of every input of the model; the gradient graph is made for these shapes.</summary>
    public required IReadOnlyDictionary<string, IReadOnlyList<long>> InputShapes { get; init; }

    /// <summary>The scalar to differentiate.</summary>
    public required Loss Loss { get; init; }

    /// <summary>The tensors whose gradients are wanted: inputs, weights or any named tensor between.</summary>
    public required IReadOnlyList<string> With { get; init; }

    /// <summary>Further tensors of the model that the graph shall give.</summary>
    public IReadOnlyList<string> Keep { get; init; } = [];
}
