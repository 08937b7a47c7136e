using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Shapes the hidden layer so that an adversary cannot read the attribute from it.</summary>
    public static MitigationMethod Dann { get; } = new(
        "dann",
        "domain-adversarial training",
        MitigationStage.In,
        "CE − λ·CE(D(z), a), D a network on the hidden layer that learns the attribute in turn",
        new Citation(
            "Ganin, Ustinova, Ajakan, Germain, Larochelle, Laviolette, Marchand and Lempitsky, JMLR 17(59), 2016",
                "https://arxiv.org/abs/1505.07818"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        NeedsHiddenLayer = true,
        Settings =
        [
            new("lambda", 1, 0, 1e4, "λ; SubpopBench 10^U(−2, 2)") { Search = SearchRange.Power(-2, 2) },
            new("width", 256, 1, 4096, "the width of the adversary's two hidden layers"),
        ],
        Deviation = "The gradient penalty of the released code is not offered (its default is 0).",
        Loss = static context => new DomainAdversaryLoss(context, isConditional: false),
    };
}

/// <summary>Cross-entropy and the reversed loss of an adversary on the hidden layer.</summary>
internal sealed class DomainAdversaryLoss : PenalizedLoss
{
    private readonly Adversary _adversary;
    private readonly Adversary? _embedding;
    private readonly double _lambda;
    private bool _hasGradient;

    internal DomainAdversaryLoss(MitigationContext context, bool isConditional)
    {
        _lambda = context["lambda"];
        int width = (int)context["width"];
        _adversary = new Adversary(context, [256, width, width, context.Problem.GroupNames.Count]);
        _embedding = isConditional ? new Adversary(context, [context.Problem.ClassCount, 256], "embedding") : null;
    }

    /// <summary>The adversary.</summary>
    internal Adversary Opponent => _adversary;

    /// <inheritdoc/>
    internal override double Penalty(LossBatch batch)
    {
        int[] rows = [.. Enumerable.Range(0, batch.Count).Where(i => batch.Groups[i] >= 0)];
        _hasGradient = rows.Length > 0 && _lambda > 0;
        if (!_hasGradient)
        {
            return 0;
        }

        int h = batch.FeatureCount;
        double[] inputs = [.. rows.SelectMany(i => batch.Features.Skip(i * h).Take(h))];
        if (_embedding is not null)
        {
            double[] shifts = _embedding.Forward([.. rows.SelectMany(i =>
                Enumerable.Range(0, batch.ClassCount).Select(k => batch.Labels[i] == k ? 1.0 : 0.0))]);
            inputs = [.. inputs.Zip(shifts, (x, y) => x + y)];
        }

        double[] outputs = _adversary.Forward(inputs);
        double[] gradient = new double[outputs.Length];
        double[] losses = CrossEntropyRows.Of(
            outputs, [.. rows.Select(i => batch.Groups[i])], batch.GroupCount, gradient);
        int[] classCounts = MitigationProblem.Counts(rows, i => batch.Labels[i], batch.ClassCount);
        int present = classCounts.Count(count => count > 0);
        double total = 0;
        for (int r = 0; r < rows.Length; r++)
        {
            double weight = _embedding is null ? 1.0 / rows.Length
                : 1.0 / ((double)classCounts[batch.Labels[rows[r]]] * present);
            total += weight * losses[r];
            for (int g = 0; g < batch.GroupCount; g++)
            {
                gradient[(r * batch.GroupCount) + g] *= weight;
            }
        }

        double[] below = _adversary.Backward(gradient);
        _embedding?.Backward(below);
        for (int r = 0; r < rows.Length; r++)
        {
            for (int j = 0; j < h; j++)
            {
                batch.FeatureGradient[(rows[r] * h) + j] -= _lambda * below[(r * h) + j];
            }
        }

        return -_lambda * total;
    }

    /// <inheritdoc/>
    internal override void Visit(LossState state)
    {
        _adversary.Visit(state, "adversary");
        _embedding?.Visit(state, "embedding");
    }

    /// <inheritdoc/>
    internal override bool AfterStep(LossBatch batch)
    {
        if (_hasGradient)
        {
            _adversary.Learn();
            _embedding?.Learn();
        }

        return false;
    }
}
