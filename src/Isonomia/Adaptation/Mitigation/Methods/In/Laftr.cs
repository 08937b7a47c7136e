using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>The hidden layer must not let an adversary tell the attribute, within labels for equalized
    /// odds.</summary>
    public static MitigationMethod Laftr { get; } = new(
        "laftr",
        "adversarially fair representations",
        MitigationStage.In,
        "c·CE − γ·L1, L1 the mean over cells of mean |a − â| of an adversary on the hidden layer (and the label)",
        new Citation("Madras, Creager, Pitassi and Zemel, ICML 2018", "https://arxiv.org/abs/1802.06309"))
    {
        NeedsAttributeInTraining = true,
        NeedsHiddenLayer = true,
        Settings =
        [
            new("c", 1, 0, 1e4, "the weight of the cross-entropy"),
            new("gamma", 1, 0, 1e4, "the weight of the adversary's loss") { Search = SearchRange.Power(-1, 1) },
            MitigationSetting.OneOf("target", "over which cells the loss is averaged", "equalized_odds",
                "demographic_parity", "equal_opportunity"),
        ],
        Deviation = "Several groups are one versus rest, averaged; no reconstruction term.",
        Loss = static context => new RepresentationLoss(context),
    };
}

/// <summary>The loss of the head in LAFTR; it owns the adversary.</summary>
internal sealed class RepresentationLoss : WeighingLoss
{
    private readonly Adversary _adversary;
    private readonly double _c;
    private readonly double _gamma;
    private readonly int _target;
    private bool _hasGradient;

    internal RepresentationLoss(MitigationContext context)
    {
        (_c, _gamma, _target) = (context["c"], context["gamma"], (int)context["target"]);
        int groups = context.Problem.GroupNames.Count;
        _adversary = new Adversary(context, [257, 128, groups == 2 ? 1 : groups]);
    }

    /// <inheritdoc/>
    internal override double Weigh(LossBatch batch, double[] losses, double[] weights)
    {
        Array.Fill(weights, _c / losses.Length);
        return _c * losses.Average();
    }

    /// <inheritdoc/>
    internal override double Evaluate(LossBatch batch)
    {
        double loss = base.Evaluate(batch);
        int[] rows = [.. Enumerable.Range(0, batch.Count).Where(i => batch.Groups[i] >= 0)];
        _hasGradient = rows.Length > 0 && _gamma > 0;
        if (!_hasGradient)
        {
            return loss;
        }

        int h = batch.FeatureCount;
        double[] logits = _adversary.Forward([.. rows.SelectMany(i =>
            batch.Features.Skip(i * h).Take(h).Append(_target == 1 ? 0 : batch.Labels[i]))]);
        int outputs = _adversary.OutputCount;
        double[] gradient = new double[logits.Length];
        double l1 = 0;
        for (int o = 0; o < outputs; o++)
        {
            int[] a = [.. rows.Select(i => batch.Groups[i] == (outputs == 1 ? 1 : o) ? 1 : 0)];
            double[] own = [.. rows.Select((_, r) => logits[(r * outputs) + o])];
            double[] slope = new double[own.Length];
            l1 += GroupL1(own, a, [.. rows.Select(i => batch.Labels[i])], _target, slope) / outputs;
            for (int r = 0; r < own.Length; r++)
            {
                gradient[(r * outputs) + o] = slope[r] / outputs;
            }
        }

        double[] below = _adversary.Backward(gradient);
        for (int r = 0; r < rows.Length; r++)
        {
            for (int j = 0; j < h; j++)
            {
                batch.FeatureGradient[(rows[r] * h) + j] -= _gamma * below[(r * (h + 1)) + j];
            }
        }

        return loss - (_gamma * l1);
    }

    /// <inheritdoc/>
    internal override void Visit(LossState state) => _adversary.Visit(state, "adversary");

    /// <inheritdoc/>
    internal override bool AfterStep(LossBatch batch)
    {
        if (_hasGradient)
        {
            _adversary.Learn();
        }

        return false;
    }

    /// <summary>The mean over cells of mean |a − σ(logit)|: cells (a, y), a alone, or a among y = 1.</summary>
    internal static double GroupL1(double[] logits, int[] a, int[] y, int target, double[] gradient)
    {
        int[][] cells = [.. Enumerable.Range(0, a.Length).Where(i => target != 2 || y[i] == 1)
            .GroupBy(i => target == 0 ? (a[i], y[i]) : (a[i], 0)).OrderBy(cell => cell.Key)
            .Select(cell => cell.ToArray())];
        double sum = 0;
        foreach (int[] cell in cells)
        {
            double weight = 1.0 / (cells.Length * cell.Length);
            foreach (int i in cell)
            {
                double p = LogisticSolver.Sigmoid(logits[i]);
                sum += weight * Math.Abs(a[i] - p);
                gradient[i] += weight * (a[i] == 1 ? -1 : 1) * p * (1 - p);
            }
        }

        return sum;
    }
}
