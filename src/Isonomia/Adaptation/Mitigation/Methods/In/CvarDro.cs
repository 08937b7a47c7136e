using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Minimizes the loss of the worst share of rows; needs no attribute.</summary>
    public static MitigationMethod CvarDro { get; } = new(
        "cvar_dro",
        "CVaR DRO",
        MitigationStage.In,
        "the mean of the α largest losses of the batch; the k = ⌊αm⌋ largest weigh 1/(αm), the next the rest",
        new Citation("Levy, Carmon, Duchi and Sidford, NeurIPS 2020", "https://arxiv.org/abs/2010.05893"))
    {
        AllowsSeveralClasses = true,
        Settings =
        [
            new("alpha", 0.1, 1e-6, 1, "the share of rows; SubpopBench searches 10^U(−2, 0)")
            {
                Search = SearchRange.Power(-2, 0),
            },
        ],
        Loss = static context => new CvarLoss(context["alpha"]),
    };
}

/// <summary>Conditional value at risk of a batch.</summary>
internal sealed class CvarLoss(double alpha) : WeighingLoss
{
    /// <inheritdoc/>
    internal override double Weigh(LossBatch batch, double[] losses, double[] weights)
    {
        int[] order = [.. Enumerable.Range(0, losses.Length).OrderByDescending(i => losses[i]).ThenBy(i => i)];
        double each = 1 / (alpha * losses.Length);
        double left = 1;
        double loss = 0;
        foreach (int i in order)
        {
            weights[i] = Math.Min(each, left);
            left = Math.Max(0, left - weights[i]);
            loss += weights[i] * losses[i];
        }

        return loss;
    }
}
