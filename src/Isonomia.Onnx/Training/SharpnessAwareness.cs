namespace Isonomia.Onnx;

/// <summary>Sharpness-aware steps: the gradient is taken at the worst point near the parameters, and the step is made
/// from the parameters.</summary>
/// <remarks>Sources: Foret et al., ICLR 2021, algorithm 1 (e = radius · g / ‖g‖); Kwon et al., ICML 2021, equation 4
/// with the operator of equation 3 (e = radius · w² g / ‖w g‖, ASAM). A step takes two gradients.</remarks>
/// <param name="Radius">How far the worst point may lie, above 0: 0.05 in the first paper; 0.5 to 2 is usual for the
/// adaptive form.</param>
/// <param name="IsAdaptive">Whether the distance is measured relative to each parameter (ASAM).</param>
public sealed record SharpnessAwareness(double Radius = 0.05, bool IsAdaptive = false);
