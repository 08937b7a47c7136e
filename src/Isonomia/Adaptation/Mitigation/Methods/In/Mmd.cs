using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Makes the hidden layer of all groups look alike.</summary>
    public static MitigationMethod Mmd { get; } = new(
        "mmd",
        "maximum mean discrepancy",
        MitigationStage.In,
        "CE + γ·mean over pairs of groups of MMD²(z_a, z_b), seven Gaussian kernels, on the hidden layer",
        new Citation("Li, Pan, Wang and Kot, CVPR 2018; DomainBed"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        NeedsHiddenLayer = true,
        Settings = [new("gamma", 1, 0, 1e6, "γ; SubpopBench 10^U(−1, 1)") { Search = SearchRange.Power(-1, 1) }],
        Loss = static context => new DiscrepancyLoss(context["gamma"]),
    };
}

/// <summary>Cross-entropy and the discrepancy of the hidden layer over pairs of groups.</summary>
internal sealed class DiscrepancyLoss(double gamma) : PenalizedLoss
{
    /// <inheritdoc/>
    internal override double Penalty(LossBatch batch)
    {
        int[][] groups = GroupRows(batch);
        double pairs = groups.Length * (groups.Length - 1) / 2.0;
        double sum = 0;
        for (int a = 0; a < groups.Length && gamma > 0; a++)
        {
            for (int b = a + 1; b < groups.Length; b++)
            {
                sum += gamma / pairs * KernelDiscrepancy.Add(
                    batch.Features, batch.FeatureCount, groups[a], groups[b], gamma / pairs, batch.FeatureGradient);
            }
        }

        return sum;
    }
}
