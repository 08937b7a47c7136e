namespace Isonomia.Onnx;

/// <summary>A bottleneck of two layers without biases that changes pictures before their cosines are taken.</summary>
/// <param name="Down">The first layer, shape [d, inner].</param>
/// <param name="Up">The second layer, shape [inner, d].</param>
/// <param name="Share">The share of what it gives, in (0, 1]; the rest is the picture as it was.</param>
public sealed record CosineAdapter(float[] Down, float[] Up, double Share);
