using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Group distributionally robust optimization: the groups with the highest loss weigh most.</summary>
    public static MitigationMethod GroupDro { get; } = new(
        "group_dro",
        "group DRO",
        MitigationStage.In,
        "Σ_g q_g·L_g over cells (group, label), q_g ← q_g·exp(η·L_g) after every batch, batches uniform over cells",
        new Citation(
            "Sagawa, Koh, Hashimoto and Liang, ICLR 2020, algorithm 1", "https://arxiv.org/abs/1911.08731"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        Settings =
        [
            new("eta", 0.01, 0, 10, "step size of the group weights; 0.01 in the paper")
            {
                Search = SearchRange.Power(-3, -1),
            },
            new("adjustment", 0, 0, 100, "C of the generalization adjustment C/√n_g; 0 to 5 in the paper"),
            MitigationSetting.OneOf("over", "cells (group, label) as in the paper, or groups (MEDFAIR)", "cells",
                "groups"),
        ],
        Loss = static context => new GroupDroLoss(context),
    };
}

/// <summary>The loss of group DRO with its state q.</summary>
internal sealed class GroupDroLoss : WeighingLoss
{
    private readonly double _eta;
    private readonly bool _byCell;
    private readonly double[] _adjustments;

    internal GroupDroLoss(MitigationContext context)
        : this(context["eta"], context["over"] == 0, Adjustments(context))
    {
    }

    internal GroupDroLoss(double eta, bool byCell, double[] adjustments)
    {
        (_eta, _byCell, _adjustments) = (eta, byCell, adjustments);
        Weights = new double[adjustments.Length];
        Array.Fill(Weights, 1.0 / Weights.Length);
    }

    /// <summary>The state q, which sums to 1; a cell that training lacks weighs 0.</summary>
    internal double[] Weights { get; }

    /// <inheritdoc/>
    internal override BatchSampling Sampling => _byCell ? BatchSampling.CellUniform : BatchSampling.GroupUniform;

    /// <inheritdoc/>
    internal override void Visit(LossState state) => state.Visit("q", Weights);

    /// <inheritdoc/>
    internal override double Weigh(LossBatch batch, double[] losses, double[] weights)
    {
        double[] sums = new double[Weights.Length];
        int[] counts = new int[Weights.Length];
        for (int i = 0; i < losses.Length; i++)
        {
            if (CodeOf(batch, i) is int g and >= 0)
            {
                sums[g] += losses[i];
                counts[g]++;
            }
        }

        for (int g = 0; g < sums.Length; g++)
        {
            if (counts[g] > 0)
            {
                sums[g] /= counts[g];
                Weights[g] *= Math.Exp(_eta * (sums[g] + _adjustments[g]));
            }
        }

        double total = Weights.Sum();
        for (int g = 0; g < Weights.Length; g++)
        {
            Weights[g] /= total;
        }

        double loss = 0;
        for (int i = 0; i < losses.Length; i++)
        {
            if (CodeOf(batch, i) is int g and >= 0)
            {
                weights[i] = Weights[g] / counts[g];
                loss += weights[i] * losses[i];
            }
        }

        return loss;
    }

    private static double[] Adjustments(MitigationContext context)
    {
        MitigationProblem problem = context.Problem;
        int[] counts = context["over"] == 0 ? problem.CellCounts(problem.Training)
            : MitigationProblem.Counts(problem.Training, row => problem.Groups[row], problem.GroupNames.Count);
        return [.. counts.Select(count => count > 0 ? context["adjustment"] / Math.Sqrt(count) : 0)];
    }

    private int CodeOf(LossBatch batch, int i) => batch.Groups[i] < 0 ? -1
        : _byCell ? (batch.Groups[i] * batch.ClassCount) + batch.Labels[i] : batch.Groups[i];
}
