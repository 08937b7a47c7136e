namespace Isonomia.Adaptation;

/// <summary>A loss and its gradients.</summary>
/// <param name="Model">The model's file name.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Gradients">Per wanted tensor its gradient in short; the numbers are in the file.</param>
/// <param name="OutPath">The file with an array per tensor, named as in the graph, and <c>loss</c>.</param>
/// <param name="NodeCount">Nodes of the graph that was run.</param>
/// <param name="BuildSeconds">Seconds to write the gradient graph, without loading and running.</param>
/// <param name="RunSeconds">Seconds of the run.</param>
/// <param name="RuntimeVersion">The version of ONNX Runtime.</param>
public sealed record ModelGradientResult(
    string Model,
    double Loss,
    IReadOnlyList<TensorGradient> Gradients,
    string OutPath,
    int NodeCount,
    double BuildSeconds,
    double RunSeconds,
    string RuntimeVersion);
