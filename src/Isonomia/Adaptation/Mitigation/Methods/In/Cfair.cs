using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Class-balanced training whose hidden layer hides the attribute within every label.</summary>
    public static MitigationMethod Cfair { get; } = new(
        "cfair",
        "conditional learning of fair representations",
        MitigationStage.In,
        "CE weighted by 1/P(y) − μ·Σ_y CE(D_y(z), a) weighted by 1/P(a|y), one adversary for each label",
        new Citation("Zhao, Coston, Adel and Gordon, ICLR 2020", "https://arxiv.org/abs/1910.07162"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        NeedsHiddenLayer = true,
        Settings = [new("mu", 0.1, 0, 1e4, "μ; 0.1 in the specification") { Search = SearchRange.Power(-2, 0) }],
        Deviation = "Weights have mean 1 over the training rows.",
        Loss = static context => new ConditionalAdversaryLoss(context),
    };
}

/// <summary>Class-balanced cross-entropy and the reversed, group-balanced losses of one adversary for each
/// label.</summary>
internal sealed class ConditionalAdversaryLoss : PenalizedLoss
{
    private readonly Adversary[] _adversaries;
    private readonly bool[] _hasGradient;
    private readonly double[] _classWeights;
    private readonly double[][] _groupWeights;
    private readonly double _mu;

    internal ConditionalAdversaryLoss(MitigationContext context)
    {
        MitigationProblem problem = context.Problem;
        int groups = problem.GroupNames.Count;
        _mu = context["mu"];
        _adversaries = [.. Enumerable.Range(0, problem.ClassCount)
            .Select(y => new Adversary(context, [256, 128, groups], $"adversary:{y}"))];
        _hasGradient = new bool[problem.ClassCount];
        _classWeights = Balanced(
            MitigationProblem.Counts(problem.Training, row => problem.Labels[row], problem.ClassCount));
        int[] cells = problem.CellCounts(problem.Training);
        _groupWeights = [.. Enumerable.Range(0, problem.ClassCount).Select(y =>
            Balanced([.. Enumerable.Range(0, groups).Select(g => cells[(g * problem.ClassCount) + y])]))];
    }

    /// <summary>The adversaries.</summary>
    internal IReadOnlyList<Adversary> Opponents => _adversaries;

    /// <summary>n/(C·n_c) over the C codes that occur: their mean over rows is 1.</summary>
    internal static double[] Balanced(int[] counts)
    {
        int present = counts.Count(count => count > 0);
        return [.. counts.Select(count => count > 0 ? (double)counts.Sum() / (present * count) : 0)];
    }

    /// <inheritdoc/>
    internal override double Weigh(LossBatch batch, double[] losses, double[] weights)
    {
        double total = 0;
        for (int i = 0; i < losses.Length; i++)
        {
            weights[i] = _classWeights[batch.Labels[i]] / losses.Length;
            total += weights[i] * losses[i];
        }

        return total;
    }

    /// <inheritdoc/>
    internal override double Penalty(LossBatch batch)
    {
        int h = batch.FeatureCount;
        double total = 0;
        for (int y = 0; y < _adversaries.Length; y++)
        {
            int[] rows = [.. Enumerable.Range(0, batch.Count).Where(i => batch.Groups[i] >= 0 && batch.Labels[i] == y)];
            _hasGradient[y] = rows.Length > 0 && _mu > 0;
            if (!_hasGradient[y])
            {
                continue;
            }

            double[] outputs = _adversaries[y].Forward(
                [.. rows.SelectMany(i => batch.Features.Skip(i * h).Take(h))]);
            double[] gradient = new double[outputs.Length];
            double[] losses = CrossEntropyRows.Of(
                outputs, [.. rows.Select(i => batch.Groups[i])], batch.GroupCount, gradient);
            for (int r = 0; r < rows.Length; r++)
            {
                double weight = _groupWeights[y][batch.Groups[rows[r]]] / rows.Length;
                total += weight * losses[r];
                for (int g = 0; g < batch.GroupCount; g++)
                {
                    gradient[(r * batch.GroupCount) + g] *= weight;
                }
            }

            double[] below = _adversaries[y].Backward(gradient);
            for (int r = 0; r < rows.Length; r++)
            {
                for (int j = 0; j < h; j++)
                {
                    batch.FeatureGradient[(rows[r] * h) + j] -= _mu * below[(r * h) + j];
                }
            }
        }

        return -_mu * total;
    }

    /// <inheritdoc/>
    internal override void Visit(LossState state)
    {
        foreach ((int y, Adversary adversary) in _adversaries.Index())
        {
            adversary.Visit(state, $"adversary:{y}");
        }
    }

    /// <inheritdoc/>
    internal override bool AfterStep(LossBatch batch)
    {
        for (int y = 0; y < _adversaries.Length; y++)
        {
            if (_hasGradient[y])
            {
                _adversaries[y].Learn();
            }
        }

        return false;
    }
}
