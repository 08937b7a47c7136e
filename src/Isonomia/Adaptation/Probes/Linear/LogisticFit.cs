namespace Isonomia.Adaptation;

/// <summary>The minimum of one L2 logistic problem, in the units of the embeddings (the standardization is folded
/// in).</summary>
/// <param name="Weights">The weights, shape [outputs][d]; one output for two classes, K for more.</param>
/// <param name="Intercepts">The intercepts, not penalized, shape [outputs].</param>
/// <param name="Objective">½|w|² + C Σ loss at the minimum, w in standardized units.</param>
/// <param name="IterationCount">Steps taken.</param>
/// <param name="PassCount">Readings of the data.</param>
/// <param name="GradientNorm">The Euclidean norm of the gradient at the end.</param>
/// <param name="IsConverged">Whether the objective is known to be that of the minimum.</param>
internal sealed record LogisticFit(
    double[][] Weights,
    double[] Intercepts,
    double Objective,
    int IterationCount,
    int PassCount,
    double GradientNorm,
    bool IsConverged);
