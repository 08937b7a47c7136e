namespace Isonomia.Onnx;

/// <summary>How parameters follow their gradients.</summary>
public sealed record Optimizer
{
    private Optimizer(string id) => Id = id;

    /// <summary><c>sgd</c> or <c>adamw</c>.</summary>
    public string Id { get; }

    /// <summary>The share of the last direction that is kept (sgd), in [0, 1).</summary>
    public double Momentum { get; private init; }

    /// <summary>The decay of the mean gradient (adamw), in [0, 1).</summary>
    public double Beta1 { get; private init; }

    /// <summary>The decay of the mean squared gradient (adamw), in [0, 1).</summary>
    public double Beta2 { get; private init; }

    /// <summary>What is added to the root of the mean squared gradient (adamw), above 0.</summary>
    public double Epsilon { get; private init; }

    /// <summary>The weight decay, at least 0: added to the gradient (sgd), or taken from the parameter apart from it
    /// (adamw).</summary>
    public double WeightDecay { get; private init; }

    /// <summary>The largest norm of all gradients together; longer ones are shortened to it. Null for none.</summary>
    /// <remarks>Source: Pascanu, Mikolov and Bengio, ICML 2013, algorithm 1.</remarks>
    public double? ClippingNorm { get; init; }

    /// <summary>Stochastic gradient descent: g ← g + decay · p, d ← momentum · d + g, p ← p − rate · d.</summary>
    /// <remarks>The form of PyTorch: the direction is not damped and the rate is outside of it.</remarks>
    /// <param name="momentum">The momentum, in [0, 1).</param>
    /// <param name="weightDecay">The weight decay, at least 0.</param>
    /// <returns>The optimizer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Optimizer Sgd(double momentum = 0, double weightDecay = 0)
    {
        Require(momentum, 0, 1, nameof(momentum));
        ArgumentOutOfRangeException.ThrowIfNegative(weightDecay);
        return new Optimizer("sgd") { Momentum = momentum, WeightDecay = weightDecay };
    }

    /// <summary>Adam with decoupled weight decay: p ← p − rate · decay · p, then the Adam step with bias
    /// correction.</summary>
    /// <remarks>Source: Loshchilov and Hutter, ICLR 2019, algorithm 2.</remarks>
    /// <param name="beta1">The decay of the mean gradient, in [0, 1).</param>
    /// <param name="beta2">The decay of the mean squared gradient, in [0, 1).</param>
    /// <param name="epsilon">Added to the root, above 0.</param>
    /// <param name="weightDecay">The weight decay, at least 0.</param>
    /// <returns>The optimizer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is outside its range.</exception>
    public static Optimizer AdamW(
        double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0.01)
    {
        Require(beta1, 0, 1, nameof(beta1));
        Require(beta2, 0, 1, nameof(beta2));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(epsilon);
        ArgumentOutOfRangeException.ThrowIfNegative(weightDecay);
        return new Optimizer("adamw")
        {
            Beta1 = beta1, Beta2 = beta2, Epsilon = epsilon, WeightDecay = weightDecay,
        };
    }

    private static void Require(double value, double low, double high, string name)
    {
        if (!(value >= low && value < high))
        {
            throw new ArgumentOutOfRangeException(
                name, value, $"A number from {low} to below {high} was expected.");
        }
    }
}
