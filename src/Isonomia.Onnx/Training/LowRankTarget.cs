namespace Isonomia.Onnx;

/// <summary>One matrix product that gets a low-rank adapter.</summary>
/// <param name="Name">The adapter's name; its two matrices are <c>Name.A</c> and <c>Name.B</c>.</param>
/// <param name="Node">The name of the MatMul, Gemm or pointwise Conv node.</param>
/// <param name="Columns">The outputs that it changes, from (inclusive) to (exclusive), for fused projections; null for
/// all.</param>
public sealed record LowRankTarget(string Name, string Node, (int From, int To)? Columns = null);
