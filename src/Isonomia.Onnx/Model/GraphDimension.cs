namespace Isonomia.Onnx;

/// <summary>One axis of a tensor in a graph: a fixed size, or a name for a size that each run chooses.</summary>
public readonly record struct GraphDimension
{
    private GraphDimension(long? size, string? name) => (Size, Name) = (size, name);

    /// <summary>The fixed size, or null.</summary>
    public long? Size { get; }

    /// <summary>The name of a free size, or null.</summary>
    public string? Name { get; }

    /// <summary>Takes a fixed size.</summary>
    /// <param name="size">The size, at least 0.</param>
    public static implicit operator GraphDimension(long size) => new(size, null);

    /// <summary>Takes a name for a free size, for example <c>N</c>.</summary>
    /// <param name="name">The name.</param>
    public static implicit operator GraphDimension(string name) => new(null, name);
}
