using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>An adversary finds regions of high loss and gives them weight; needs no attribute.</summary>
    public static MitigationMethod Arl { get; } = new(
        "arl",
        "adversarially reweighted learning",
        MitigationStage.In,
        "a linear adversary on (x, y) chooses row weights 1 + n·f/Σf so that the weighted loss is largest",
        new Citation("Lahoti, Beutel, Chen, Lee, Prost, Thain, Wang and Chi, NeurIPS 2020",
            "https://arxiv.org/abs/2006.13114"))
    {
        Settings = [new("pretrain", 250, 0, 1e9, "steps before the adversary starts; the authors' code")],
        Loss = static context => new AdversarialWeightsLoss(context, (int)context["pretrain"]),
    };
}

/// <summary>The learner of adversarially reweighted learning; it owns the adversary.</summary>
internal sealed class AdversarialWeightsLoss : WeighingLoss
{
    private readonly DenseNetwork _adversary;
    private readonly Optimizer _optimizer;
    private readonly int _pretrainSteps;
    private bool _isReady;

    internal AdversarialWeightsLoss(MitigationContext context, int pretrainSteps)
    {
        _pretrainSteps = pretrainSteps;
        _adversary = new DenseNetwork([context.Problem.Embeddings.Width + 1, 1], context.Random("adversary"));
        _optimizer = new Optimizer(_adversary, HeadTrainer.SettingsOf(context.Options));
    }

    /// <inheritdoc/>
    internal override double Weigh(LossBatch batch, double[] losses, double[] weights)
    {
        int m = losses.Length;
        _isReady = batch.Step >= _pretrainSteps;
        if (!_isReady)
        {
            return base.Weigh(batch, losses, weights);
        }

        int d = _adversary.Sizes[0];
        float[] inputs = new float[m * d];
        for (int i = 0; i < m; i++)
        {
            batch.Inputs.AsSpan(i * (d - 1), d - 1).CopyTo(inputs.AsSpan(i * d));
            inputs[(i * d) + d - 1] = batch.Labels[i];
        }

        ReadOnlySpan<float> outputs = _adversary.Forward(inputs, m);
        double[] f = new double[m];
        for (int i = 0; i < m; i++)
        {
            f[i] = LogisticSolver.Sigmoid(outputs[i]);
        }

        double[] lambdas = Weights(f);
        double total = f.Sum();
        double gained = f.Zip(losses, (own, loss) => own * loss).Sum();
        double[] gradient = new double[m];
        double value = 0;
        for (int i = 0; i < m; i++)
        {
            weights[i] = lambdas[i] / m;
            value += weights[i] * losses[i];

            // Ascends mean(λℓ): the gradient of its negative.
            gradient[i] = -((losses[i] / total) - (gained / (total * total))) * f[i] * (1 - f[i]);
        }

        _adversary.ClearGradient();
        _adversary.Backward(gradient, []);
        return value;
    }

    /// <inheritdoc/>
    internal override void Visit(LossState state) => state.Visit("adversary", _adversary, _optimizer);

    /// <inheritdoc/>
    internal override bool AfterStep(LossBatch batch)
    {
        if (_isReady)
        {
            _optimizer.Step();
        }

        return false;
    }

    /// <summary>1 + n·f/Σf.</summary>
    internal static double[] Weights(double[] f)
    {
        double total = f.Sum();
        return [.. f.Select(own => 1 + (f.Length * own / total))];
    }
}
