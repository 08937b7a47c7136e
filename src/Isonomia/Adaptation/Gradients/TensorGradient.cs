namespace Isonomia.Adaptation;

/// <summary>The gradient of one tensor, in short.</summary>
/// <param name="Name">The tensor in the graph.</param>
/// <param name="Shape">Its shape, which is the gradient's.</param>
/// <param name="Norm">The Euclidean norm of the gradient.</param>
/// <param name="Largest">The largest size of a number in it.</param>
/// <param name="ReachesLoss">Whether the loss depends on the tensor at all; the gradient is zero otherwise.</param>
public sealed record TensorGradient(string Name, IReadOnlyList<long> Shape, double Norm, double Largest,
    bool ReachesLoss);
