namespace Isonomia.Onnx;

/// <summary>What a model says about one of its inputs or outputs.</summary>
/// <param name="Name">The name in the graph.</param>
/// <param name="ElementType">The type of its numbers as ONNX writes it: <c>float</c>, <c>int64</c>, <c>float16</c>
/// …</param>
/// <param name="Shape">The size of each axis; null where the model leaves it open.</param>
public sealed record OnnxValueInfo(string Name, string ElementType, IReadOnlyList<long?> Shape)
{
    /// <summary>The type and shape as one text, <c>float [N, 3, 224, 224]</c>; open axes are question marks.</summary>
    public string Text => $"{ElementType} [{string.Join(", ", Shape.Select(size =>
        size?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"))}]";
}
