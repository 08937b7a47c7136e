using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>The hidden layer must leave a predictor of the attribute undecided.</summary>
    public static MitigationMethod Lnl { get; } = new(
        "lnl",
        "learning not to learn",
        MitigationStage.In,
        "CE + λ·mean Σ_b p_b ln p_b − r·CE(B(z), a), p the softmax of a predictor B of the attribute on the hidden "
            + "layer, which learns in turn",
        new Citation("Kim, Kim, Kim, Kim and Kim, CVPR 2019", "https://arxiv.org/abs/1812.10352"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        NeedsHiddenLayer = true,
        Settings =
        [
            new("lambda", 0.1, 0, 1e4, "λ, the weight of the negative entropy; 0.1 in the specification")
            {
                Search = SearchRange.Power(-2, 0),
            },
            new("reversal", 1, 0, 1e4, "r, the weight of the reversed gradient") { Search = SearchRange.Power(-1, 1) },
            new("width", 128, 1, 4096, "the width of the predictor's hidden layer"),
        ],
        Deviation = "The two steps of the hidden layer are one step on their sum. The MEDFAIR release takes sigmoids "
            + "and gives the predictor's optimizer other parameters; this follows the paper.",
        Loss = static context => new UnlearningLoss(context),
    };
}

/// <summary>Cross-entropy, the negative entropy of a predictor of the attribute, and its reversed loss.</summary>
internal sealed class UnlearningLoss : PenalizedLoss
{
    private readonly Adversary _predictor;
    private readonly double _lambda;
    private readonly double _reversal;
    private bool _hasGradient;

    internal UnlearningLoss(MitigationContext context)
    {
        (_lambda, _reversal) = (context["lambda"], context["reversal"]);
        _predictor = new Adversary(context, [256, (int)context["width"], context.Problem.GroupNames.Count]);
    }

    /// <summary>The predictor of the attribute.</summary>
    internal Adversary Opponent => _predictor;

    /// <summary>The mean over rows of Σ p ln p of their softmax, and its gradient, which is added.</summary>
    /// <param name="logits">Shape [m, K].</param>
    /// <param name="count">K.</param>
    /// <param name="weight">What the gradient is multiplied with.</param>
    /// <param name="gradient">Is added the weighted gradient, shape [m, K].</param>
    internal static double NegativeEntropy(double[] logits, int count, double weight, double[] gradient)
    {
        int rows = logits.Length / count;
        double[] p = (double[])logits.Clone();
        double total = 0;
        for (int i = 0; i < rows; i++)
        {
            Span<double> own = p.AsSpan(i * count, count);
            Softmax.Apply(own);
            double sum = 0;
            foreach (double value in own)
            {
                sum += value > 0 ? value * Math.Log(value) : 0;
            }

            total += sum / rows;
            for (int k = 0; k < count; k++)
            {
                double log = own[k] > 0 ? Math.Log(own[k]) : 0;
                gradient[(i * count) + k] += weight * own[k] * (log - sum) / rows;
            }
        }

        return total;
    }

    /// <inheritdoc/>
    internal override double Penalty(LossBatch batch)
    {
        int[] rows = [.. Enumerable.Range(0, batch.Count).Where(i => batch.Groups[i] >= 0)];
        _hasGradient = rows.Length > 0 && (_lambda > 0 || _reversal > 0);
        if (!_hasGradient)
        {
            return 0;
        }

        int h = batch.FeatureCount;
        double[] logits = _predictor.Forward([.. rows.SelectMany(i => batch.Features.Skip(i * h).Take(h))]);
        double[] own = new double[logits.Length];
        double loss = CrossEntropyRows.Of(
            logits, [.. rows.Select(i => batch.Groups[i])], batch.GroupCount, own).Average();
        double[] head = new double[logits.Length];
        for (int i = 0; i < own.Length; i++)
        {
            own[i] /= rows.Length;
            head[i] = -_reversal * own[i];
        }

        double entropy = NegativeEntropy(logits, batch.GroupCount, _lambda, head);
        double[] below = _predictor.Backward(head);
        for (int r = 0; r < rows.Length; r++)
        {
            for (int j = 0; j < h; j++)
            {
                batch.FeatureGradient[(rows[r] * h) + j] += below[(r * h) + j];
            }
        }

        // What the predictor itself learns from is its own loss alone.
        _predictor.Backward(own);
        return (_lambda * entropy) - (_reversal * loss);
    }

    /// <inheritdoc/>
    internal override void Visit(LossState state) => _predictor.Visit(state, "predictor");

    /// <inheritdoc/>
    internal override bool AfterStep(LossBatch batch)
    {
        if (_hasGradient)
        {
            _predictor.Learn();
        }

        return false;
    }
}
