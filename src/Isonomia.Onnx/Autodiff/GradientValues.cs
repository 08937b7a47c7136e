namespace Isonomia.Onnx;

/// <summary>What one run of a gradient graph gives.</summary>
/// <param name="Loss">The loss.</param>
/// <param name="Gradients">Per wanted tensor its gradient, named as the tensor and in its shape.</param>
/// <param name="Kept">Further tensors that were asked for, by name.</param>
public sealed record GradientValues(
    double Loss, IReadOnlyDictionary<string, OnnxTensor> Gradients, IReadOnlyDictionary<string, OnnxTensor> Kept);
