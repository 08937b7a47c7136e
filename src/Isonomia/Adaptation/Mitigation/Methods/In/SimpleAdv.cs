using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>An adversary that sees only logits and label must not tell the attribute.</summary>
    public static MitigationMethod SimpleAdv { get; } = new(
        "simple_adv",
        "adversary on scores",
        MitigationStage.In,
        "CE − α·CE(D(logits, y), a), D a small network: equalized odds of scores",
        new Citation("Zhang, Lemoine and Mitchell, AIES 2018; CXR_Fairness", "https://arxiv.org/abs/1801.07593"))
    {
        NeedsAttributeInTraining = true,
        Settings =
        [
            new("alpha", 1, 0, 1e4, "α; CXR_Fairness searches .01 to 100")
            {
                Search = SearchRange.Power(-2, 2),
            },
        ],
        Loss = static context => new ScoreAdversaryLoss(context),
    };
}

/// <summary>Cross-entropy and the reversed loss of an adversary on logits and label.</summary>
internal sealed class ScoreAdversaryLoss : PenalizedLoss
{
    private readonly Adversary _adversary;
    private readonly double _alpha;
    private bool _hasGradient;

    internal ScoreAdversaryLoss(MitigationContext context)
    {
        _alpha = context["alpha"];
        int width = context.Problem.ClassCount + 1;
        _adversary = new Adversary(context, [width, width, context.Problem.GroupNames.Count]);
    }

    /// <summary>The adversary.</summary>
    internal Adversary Opponent => _adversary;

    /// <inheritdoc/>
    internal override double Penalty(LossBatch batch)
    {
        int[] rows = [.. Enumerable.Range(0, batch.Count).Where(i => batch.Groups[i] >= 0)];
        _hasGradient = rows.Length > 0 && _alpha > 0;
        if (!_hasGradient)
        {
            return 0;
        }

        int k = batch.ClassCount;
        double[] outputs = _adversary.Forward([.. rows.SelectMany(i =>
            batch.Logits.Skip(i * k).Take(k).Append(batch.Labels[i]))]);
        double[] gradient = new double[outputs.Length];
        double loss = CrossEntropyRows.Of(
            outputs, [.. rows.Select(i => batch.Groups[i])], batch.GroupCount, gradient).Average();
        double[] below = _adversary.Backward([.. gradient.Select(value => value / rows.Length)]);
        for (int r = 0; r < rows.Length; r++)
        {
            for (int c = 0; c < k; c++)
            {
                batch.LogitGradient[(rows[r] * k) + c] -= _alpha * below[(r * (k + 1)) + c];
            }
        }

        return -_alpha * loss;
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
}
