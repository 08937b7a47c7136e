using Isonomia.Catalogs;
using Isonomia.Numerics;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Splits what an embedding says into a part for the label and a part for the attribute, kept apart by
    /// orthogonal priors.</summary>
    public static MitigationMethod Odr { get; } = new(
        "odr",
        "orthogonal disentangled representations",
        MitigationStage.In,
        "CE_y(z_t) + CE_a(z_s) + λ_od·(KL_t + KL_s) − λ_e·entropy of the attribute's head on z_t; z_t and z_s "
            + "Gaussian, "
            + "priors N(e₁₃, I) and N(1 − e₁₃, I)",
        new Citation("Sarhan, Navab, Eslami and Albarqouni, ECCV 2020", "https://arxiv.org/abs/2003.05707"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        NeedsHiddenLayer = true,
        Settings =
        [
            new("lambda_od", 0.1, 0, 1e4, "λ_od, the weight of the divergences; 0.1 in the specification")
            {
                Search = SearchRange.Power(-2, 0),
            },
            new("lambda_e", 0.1, 0, 1e4, "λ_e, the weight of the entropy; 0.1 in the specification")
            {
                Search = SearchRange.Power(-2, 0),
            },
            new("gamma", 0.1, 1e-3, 10, "both weights are multiplied with γ once in step_size epochs; the paper lets "
                + "them grow (γ > 1), MEDFAIR fall (0.1)"),
            new("step_size", 20, 1, 1e6, "epochs after which the weights change by γ; 20 in MEDFAIR"),
            new("dimension", 128, 14, 1024, "the width of z_t and of z_s; 128 in MEDFAIR"),
        ],
        Deviation = "The encoders share the hidden layer of the head. Divergences are in closed form (the MEDFAIR "
            + "release compares softmaxed samples); when deciding, z_t is its mean.",
        Loss = static context => new DisentanglingLoss(context),
    };
}

/// <summary>The losses of two Gaussian encoders, whose means and log variances are the outputs of the network; it owns
/// the heads of label and attribute.</summary>
internal sealed class DisentanglingLoss : TrainingLoss
{
    private const int PriorPlace = 13;

    private readonly Adversary _label;
    private readonly Adversary _attribute;
    private readonly RandomSource _random;
    private readonly int _width;
    private readonly int _epochs;
    private readonly Func<string, double> _setting;
    private bool _hasAttribute;

    internal DisentanglingLoss(MitigationContext context)
    {
        _width = (int)context["dimension"];
        _epochs = context.Options.Epochs;
        _setting = name => context[name];
        _random = context.Random("odr:noise");
        _label = new Adversary(context, [_width, context.Problem.ClassCount], "odr:label");
        _attribute = new Adversary(context, [_width, context.Problem.GroupNames.Count], "odr:attribute");
    }

    /// <summary>Means and log variances of z_t, then of z_s.</summary>
    internal override int OutputCount(int classCount, int groupCount) => 4 * _width;

    /// <inheritdoc/>
    internal override double Evaluate(LossBatch batch)
    {
        double decay = Math.Pow(
            _setting("gamma"), Math.Floor(batch.Share * _epochs) / _setting("step_size"));
        int[] known = [.. Enumerable.Range(0, batch.Count).Where(i => batch.Groups[i] >= 0)];
        int[] all = [.. Enumerable.Range(0, batch.Count)];
        double[] noise = [.. Enumerable.Range(0, 2 * batch.Count * _width).Select(_ => _random.NextNormal())];
        double[] target = Sample(batch, all, 0, noise);
        double loss = 0;

        double[] logits = _label.Forward(target);
        double[] gradient = new double[logits.Length];
        double[] losses = CrossEntropyRows.Of(logits, batch.Labels, batch.ClassCount, gradient);
        for (int i = 0; i < batch.Count; i++)
        {
            double weight = batch.Weights[i] / batch.Count;
            loss += weight * losses[i];
            for (int k = 0; k < batch.ClassCount; k++)
            {
                gradient[(i * batch.ClassCount) + k] *= weight;
            }
        }

        Add(batch, all, 0, _label.Backward(gradient), noise);
        loss += Confuse(batch, known, target, _setting("lambda_e") * decay, noise);

        // Last, so that the gradient the attribute's head learns from is that of its own loss.
        _hasAttribute = known.Length > 0;
        if (_hasAttribute)
        {
            logits = _attribute.Forward(Sample(batch, known, 1, noise));
            gradient = new double[logits.Length];
            losses = CrossEntropyRows.Of(
                logits, [.. known.Select(i => batch.Groups[i])], batch.GroupCount, gradient);
            loss += losses.Average();
            Add(batch, known, 1, _attribute.Backward([.. gradient.Select(value => value / known.Length)]), noise);
        }

        double od = _setting("lambda_od") * decay;
        return loss + Divergence(batch, 0, od) + Divergence(batch, 1, od);
    }

    /// <inheritdoc/>
    internal override void Visit(LossState state)
    {
        state.Visit("random", _random);
        _label.Visit(state, "label");
        _attribute.Visit(state, "attribute");
    }

    /// <inheritdoc/>
    internal override bool AfterStep(LossBatch batch)
    {
        _label.Learn();
        if (_hasAttribute)
        {
            _attribute.Learn();
        }

        return false;
    }

    /// <inheritdoc/>
    internal override void Probabilities(ReadOnlySpan<float> outputs, Span<double> probabilities)
    {
        double[] mean = new double[_width];
        for (int j = 0; j < _width; j++)
        {
            mean[j] = outputs[j];
        }

        _label.Forward(mean).CopyTo(probabilities);
        Softmax.Apply(probabilities);
    }

    /// <summary>KL(N(μ, diag e^s) ‖ N(m, I)) = ½Σ(e^s + (μ − m)² − 1 − s).</summary>
    internal static double Divergence(
        ReadOnlySpan<double> mean, ReadOnlySpan<double> logVariance, ReadOnlySpan<double> prior)
    {
        double sum = 0;
        for (int j = 0; j < mean.Length; j++)
        {
            double shift = mean[j] - prior[j];
            sum += Math.Exp(logVariance[j]) + (shift * shift) - 1 - logVariance[j];
        }

        return sum / 2;
    }

    private int At(int row, int part) => (row * 4 * _width) + (2 * part * _width);

    private int NoiseAt(int row, int part) => ((2 * row) + part) * _width;

    private double[] Sample(LossBatch batch, int[] rows, int part, double[] noise)
    {
        double[] sample = new double[rows.Length * _width];
        for (int r = 0; r < rows.Length; r++)
        {
            int at = At(rows[r], part);
            for (int j = 0; j < _width; j++)
            {
                sample[(r * _width) + j] = batch.Logits[at + j]
                    + (Math.Exp(batch.Logits[at + _width + j] / 2) * noise[NoiseAt(rows[r], part) + j]);
            }
        }

        return sample;
    }

    /// <summary>Passes a gradient with respect to samples on to means and log variances.</summary>
    private void Add(LossBatch batch, int[] rows, int part, double[] gradient, double[] noise)
    {
        for (int r = 0; r < rows.Length; r++)
        {
            int at = At(rows[r], part);
            for (int j = 0; j < _width; j++)
            {
                double own = gradient[(r * _width) + j];
                batch.LogitGradient[at + j] += own;
                batch.LogitGradient[at + _width + j] += own * 0.5
                    * Math.Exp(batch.Logits[at + _width + j] / 2) * noise[NoiseAt(rows[r], part) + j];
            }
        }
    }

    /// <summary>λ·Σ p ln p of the attribute's head on z_t, mean over rows; the head stays as it is.</summary>
    private double Confuse(LossBatch batch, int[] rows, double[] target, double weight, double[] noise)
    {
        if (rows.Length == 0 || weight == 0)
        {
            return 0;
        }

        double[] logits = _attribute.Forward(
            [.. rows.SelectMany(i => target.AsSpan(i * _width, _width).ToArray())]);
        double[] gradient = new double[logits.Length];
        double value = UnlearningLoss.NegativeEntropy(logits, batch.GroupCount, weight, gradient);
        Add(batch, rows, 0, _attribute.Backward(gradient), noise);
        return weight * value;
    }

    private double Divergence(LossBatch batch, int part, double weight)
    {
        double total = 0;
        double[] prior = [.. Enumerable.Range(0, _width)
            .Select(j => (j == PriorPlace) == (part == 0) ? 1.0 : 0)];
        for (int i = 0; i < batch.Count; i++)
        {
            int at = At(i, part);
            ReadOnlySpan<double> mean = batch.Logits.AsSpan(at, _width);
            ReadOnlySpan<double> logVariance = batch.Logits.AsSpan(at + _width, _width);
            total += Divergence(mean, logVariance, prior) / batch.Count;
            for (int j = 0; j < _width; j++)
            {
                batch.LogitGradient[at + j] += weight / batch.Count * (mean[j] - prior[j]);
                batch.LogitGradient[at + _width + j] +=
                    weight / batch.Count * 0.5 * (Math.Exp(logVariance[j]) - 1);
            }
        }

        return weight * total;
    }
}
