using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Rows that a head which is made to follow shortcuts finds hard weigh more; needs no attribute.</summary>
    public static MitigationMethod Lff { get; } = new(
        "lff",
        "learning from failure",
        MitigationStage.In,
        "one head by generalized cross-entropy, which learns shortcuts; the other by CE with weight CE_1/(CE_1 + CE_2)",
        new Citation("Nam, Cha, Ahn, Lee and Shin, NeurIPS 2020", "https://arxiv.org/abs/2007.02561"))
    {
        AllowsSeveralClasses = true,
        Settings =
        [
            new("q", 0.7, 0.01, 1, "the exponent of the generalized cross-entropy; 0.7 in the paper")
            {
                Search = SearchRange.Uniform(0.3, 0.9),
            },
        ],
        Loss = static context => new FailureLoss(context, context["q"]),
    };
}

/// <summary>The second head of learning from failure; it owns the first, which follows shortcuts.</summary>
internal sealed class FailureLoss : WeighingLoss
{
    private readonly DenseNetwork _shortcut;
    private readonly Optimizer _optimizer;
    private readonly double _q;

    internal FailureLoss(MitigationContext context, double q)
    {
        _q = q;
        int d = context.Problem.Embeddings.Width;
        int k = context.Problem.ClassCount;
        _shortcut = new DenseNetwork(
            context.Options.Head == "mlp" ? [d, 256, k] : [d, k], context.Random("shortcut"));
        _optimizer = new Optimizer(_shortcut, HeadTrainer.SettingsOf(context.Options));
    }

    /// <inheritdoc/>
    internal override double Weigh(LossBatch batch, double[] losses, double[] weights)
    {
        ReadOnlySpan<float> outputs = _shortcut.Forward(batch.Inputs, batch.Count);
        double[] logits = new double[outputs.Length];
        for (int i = 0; i < logits.Length; i++)
        {
            logits[i] = outputs[i];
        }

        double[] gradients = new double[logits.Length];
        double[] shortcut = CrossEntropyRows.Of(logits, batch.Labels, batch.ClassCount, gradients);
        double loss = 0;
        for (int i = 0; i < losses.Length; i++)
        {
            weights[i] = Difficulty(shortcut[i], losses[i]) / losses.Length;
            loss += weights[i] * losses[i];
            double steepness = Math.Exp(-_q * shortcut[i]) / losses.Length;
            for (int k = 0; k < batch.ClassCount; k++)
            {
                gradients[(i * batch.ClassCount) + k] *= steepness;
            }
        }

        _shortcut.ClearGradient();
        _shortcut.Backward(gradients, []);
        return loss;
    }

    /// <inheritdoc/>
    internal override void Visit(LossState state) => state.Visit("shortcut", _shortcut, _optimizer);

    /// <inheritdoc/>
    internal override bool AfterStep(LossBatch batch)
    {
        _optimizer.Step();
        return false;
    }

    /// <summary>CE_1/(CE_1 + CE_2 + 1e-8).</summary>
    internal static double Difficulty(double first, double second) => first / (first + second + 1e-8);
}
