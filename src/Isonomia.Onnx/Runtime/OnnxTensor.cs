namespace Isonomia.Onnx;

/// <summary>A float32 tensor that a model takes or gives.</summary>
/// <param name="Name">The name in the graph.</param>
/// <param name="Shape">The size of each axis.</param>
/// <param name="Values">The numbers, row-major.</param>
public sealed record OnnxTensor(string Name, IReadOnlyList<long> Shape, float[] Values);
