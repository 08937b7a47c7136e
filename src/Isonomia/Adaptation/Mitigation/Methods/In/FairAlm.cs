using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Equal rates over groups as constraints with multipliers.</summary>
    public static MitigationMethod FairAlm { get; } = new(
        "fair_alm",
        "augmented Lagrangian",
        MitigationStage.In,
        "CE + Σ_{g,k} (λ_gk + η)S_g − (λ_gk − η)S_all, S a surrogate of the rate over label k; λ_gk += η(S_g − S_all)",
        new Citation("Lokhande, Akash, Ravi and Singh, ECCV 2020; MEDFAIR", "https://arxiv.org/abs/2004.01355"))
    {
        NeedsAttributeInTraining = true,
        Settings = [new("eta", 0.01, 0, 10, "η; .1, .01 or .001") { Search = SearchRange.Of(0.1, 0.01, 0.001) }],
        Loss = static context => new LagrangianLoss(context["eta"], context.Problem.GroupNames.Count),
    };
}

/// <summary>Cross-entropy and the augmented Lagrangian of equal surrogate rates; groups with one class in a batch are
/// passed over.</summary>
internal sealed class LagrangianLoss(double eta, int groupCount) : PenalizedLoss
{
    private const double Threshold = 0.5;
    private readonly double[] _multipliers = new double[2 * groupCount];
    private readonly double[] _violations = new double[2 * groupCount];

    internal IReadOnlyList<double> Multipliers => _multipliers;

    /// <inheritdoc/>
    internal override void Visit(LossState state) => state.Visit("multipliers", _multipliers);

    /// <inheritdoc/>
    internal override double Penalty(LossBatch batch)
    {
        Array.Clear(_violations);
        double[] coefficients = new double[batch.Count];
        double[] surrogates = new double[batch.Count];
        double[] slopes = new double[batch.Count];
        for (int i = 0; i < batch.Count; i++)
        {
            double margin = batch.Logits[(2 * i) + 1] - batch.Logits[2 * i];
            double p = LogisticSolver.Sigmoid(margin);
            double v = Math.Log(Math.Max(p, 1e-300)) - Math.Log(Threshold);
            surrogates[i] = (Math.Max(v, 0) + Math.Log(1 + Math.Exp(-Math.Abs(v)))) / Math.Log(2);
            slopes[i] = LogisticSolver.Sigmoid(v) * (1 - p) / Math.Log(2);
        }

        double sum = 0;
        for (int g = 0; g < groupCount && eta > 0; g++)
        {
            int[] own = [.. Enumerable.Range(0, batch.Count).Where(i => batch.Groups[i] == g)];
            if (own.Select(i => batch.Labels[i]).Distinct().Count() < 2)
            {
                continue;
            }

            for (int y = 0; y < 2; y++)
            {
                int[] rows = [.. own.Where(i => batch.Labels[i] == y)];
                int[] all = [.. Enumerable.Range(0, batch.Count).Where(i => batch.Labels[i] == y)];
                double multiplier = _multipliers[(2 * g) + y];
                (double mine, double others) = (rows.Average(i => surrogates[i]), all.Average(i => surrogates[i]));
                sum += ((multiplier + eta) * mine) - ((multiplier - eta) * others);
                _violations[(2 * g) + y] = mine - others;
                foreach (int i in rows)
                {
                    coefficients[i] += (multiplier + eta) / rows.Length;
                }

                foreach (int i in all)
                {
                    coefficients[i] -= (multiplier - eta) / all.Length;
                }
            }
        }

        for (int i = 0; i < batch.Count; i++)
        {
            batch.LogitGradient[(2 * i) + 1] += coefficients[i] * slopes[i];
            batch.LogitGradient[2 * i] -= coefficients[i] * slopes[i];
        }

        return sum;
    }

    /// <inheritdoc/>
    internal override bool AfterStep(LossBatch batch)
    {
        for (int i = 0; i < _multipliers.Length; i++)
        {
            _multipliers[i] += eta * _violations[i];
        }

        return false;
    }
}
