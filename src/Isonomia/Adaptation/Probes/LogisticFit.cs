namespace Isonomia.Adaptation;

/// <summary>The minimum of one L2 logistic problem.</summary>
/// <param name="Weights">The weights, shape [d].</param>
/// <param name="Intercept">The intercept, not penalized.</param>
/// <param name="IterationCount">Steps taken.</param>
/// <param name="GradientNorm">The Euclidean norm of the gradient at the end.</param>
/// <param name="IsConverged">Whether the norm fell below the tolerance.</param>
internal sealed record LogisticFit(
    double[] Weights, double Intercept, int IterationCount, double GradientNorm, bool IsConverged);
