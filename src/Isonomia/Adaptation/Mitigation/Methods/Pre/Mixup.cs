using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Trains on mixtures of pairs of rows; needs no attribute.</summary>
    public static MitigationMethod Mixup { get; } = new(
        "mixup",
        "mixup",
        MitigationStage.Pre,
        "λx_i + (1 − λ)x_j with loss λℓ(y_i) + (1 − λ)ℓ(y_j), λ ~ Beta(α, α), j a permutation of the batch",
        new Citation("Zhang, Cisse, Dauphin and Lopez-Paz, ICLR 2018", "https://arxiv.org/abs/1710.09412"))
    {
        AllowsSeveralClasses = true,
        Settings =
        [
            new("alpha", 0.2, 1e-3, 100, "α; 0.2 in the paper, SubpopBench 10^U(−1, 1)")
            {
                Search = SearchRange.Power(-1, 1),
            },
        ],
        Loss = static context => new MixingLoss(context, isSelective: false),
    };
}

/// <summary>Cross-entropy on mixtures of pairs: any pair (mixup), or pairs of equal label and different group or the
/// other way round (LISA).</summary>
internal class MixingLoss(MitigationContext context, bool isSelective) : TrainingLoss
{
    private readonly Numerics.RandomSource _random = context.Random("mixing");
    private int[] _partners = [];
    private double _share = 1;

    /// <summary>The source of partners and shares.</summary>
    protected Numerics.RandomSource Random => _random;

    /// <inheritdoc/>
    internal override void PrepareInputs(int[] rows, float[] inputs)
    {
        int d = context.InputWidth;
        _share = Beta();
        _partners = isSelective ? Selective(rows) : [.. Enumerable.Range(0, rows.Length)];
        if (!isSelective)
        {
            _random.Shuffle<int>(_partners);
        }

        float[] original = inputs.AsSpan(0, rows.Length * d).ToArray();
        for (int i = 0; i < rows.Length; i++)
        {
            Span<float> mixed = inputs.AsSpan(i * d, d);
            System.Numerics.Tensors.TensorPrimitives.Multiply(mixed, (float)_share, mixed);
            System.Numerics.Tensors.TensorPrimitives.MultiplyAdd(
                original.AsSpan(_partners[i] * d, d), (float)(1 - _share), mixed, mixed);
        }
    }

    /// <inheritdoc/>
    internal override double Evaluate(LossBatch batch)
    {
        int k = batch.ClassCount;
        double[] gradient = new double[k];
        double loss = 0;
        for (int i = 0; i < batch.Count; i++)
        {
            int other = _partners.Length == batch.Count ? _partners[i] : i;
            foreach ((int label, double share) in
                new[] { (batch.Labels[i], _share), (batch.Labels[other], 1 - _share) })
            {
                double weight = share * batch.Weights[i] / batch.Count;
                loss += weight * CrossEntropyRows.Row(batch.Logits.AsSpan(i * k, k), label, gradient);
                for (int c = 0; c < k; c++)
                {
                    batch.LogitGradient[(i * k) + c] += weight * gradient[c];
                }
            }
        }

        return loss;
    }

    /// <summary>Says how the batch was mixed.</summary>
    protected void Mixed(int[] partners, double share) => (_partners, _share) = (partners, share);

    /// <summary>Beta(a, a) from two gammas (Marsaglia and Tsang, ACM TOMS 26, 2000).</summary>
    protected double Beta()
    {
        double x = Gamma(context["alpha"]);
        double y = Gamma(context["alpha"]);
        return x + y > 0 ? x / (x + y) : _random.NextDouble() < 0.5 ? 0 : 1;
    }

    /// <inheritdoc/>
    internal override void Visit(LossState state) => state.Visit("random", _random);

    /// <summary>A partner of every row; a row without one keeps itself.</summary>
    private int[] Selective(int[] rows)
    {
        MitigationProblem problem = context.Problem;
        bool isSameLabel = _random.NextDouble() < context["p_sel"];
        return [.. rows.Select((row, i) =>
        {
            int[] fit = [.. Enumerable.Range(0, rows.Length).Where(j =>
                problem.Groups[row] >= 0 && problem.Groups[rows[j]] >= 0
                && (problem.Labels[row] == problem.Labels[rows[j]]) == isSameLabel
                && (problem.Groups[row] == problem.Groups[rows[j]]) != isSameLabel)];
            return fit.Length == 0 ? i : fit[_random.NextInt32(fit.Length)];
        })];
    }

    private double Gamma(double a)
    {
        if (a < 1)
        {
            return Gamma(a + 1) * Math.Pow(1 - _random.NextDouble(), 1 / a);
        }

        double d = a - (1.0 / 3);
        double c = 1 / Math.Sqrt(9 * d);
        while (true)
        {
            double x = _random.NextNormal();
            double v = Math.Pow(1 + (c * x), 3);
            if (v > 0 && Math.Log(1 - _random.NextDouble()) < (0.5 * x * x) + d - (d * v) + (d * Math.Log(v)))
            {
                return d * v;
            }
        }
    }
}
