namespace Isonomia.Onnx;

/// <summary>An integer tensor that a model takes: token ids, masks.</summary>
/// <param name="Name">The name in the graph.</param>
/// <param name="Shape">The size of each axis.</param>
/// <param name="Values">The numbers, row-major; given to the model as the integer type it declares.</param>
public sealed record OnnxIntegers(string Name, IReadOnlyList<long> Shape, long[] Values);
