using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Rare classes get a wider margin.</summary>
    public static MitigationMethod Ldam { get; } = new(
        "ldam",
        "label-distribution-aware margin",
        MitigationStage.In,
        "CE on s·(z − Δ), Δ_y ∝ n_y^(−1/4) scaled to a largest margin, on the own class only",
        new Citation("Cao, Wei, Gaidon, Arechiga and Ma, NeurIPS 2019, eq. 12", "https://arxiv.org/abs/1906.07413"))
    {
        AllowsSeveralClasses = true,
        Settings =
        [
            new("margin", 0.5, 0, 10, "the largest margin; 0.5 in the paper") { Search = SearchRange.Power(-1, -0.1) },
            new("scale", 30, 1e-3, 1000, "s; 30 in the released code") { Search = SearchRange.Of(10, 30) },
        ],
        Loss = static context => new MarginLoss(
            MarginLoss.Margins(
                MitigationProblem.Counts(
                    context.Problem.Training, row => context.Problem.Labels[row], context.Problem.ClassCount),
                context["margin"]),
            context["scale"]),
    };
}

/// <summary>Cross-entropy with a margin on the own class.</summary>
internal sealed class MarginLoss(double[] margins, double scale) : WeighingLoss
{
    internal static double[] Margins(int[] counts, double largest)
    {
        double[] raw = [.. counts.Select(count => count > 0 ? Math.Pow(count, -0.25) : 0)];
        double most = raw.Max();
        return [.. raw.Select(value => value * largest / most)];
    }

    /// <inheritdoc/>
    internal override double RowLoss(ReadOnlySpan<double> logits, int label, Span<double> gradient)
    {
        double[] shifted = new double[logits.Length];
        for (int k = 0; k < shifted.Length; k++)
        {
            shifted[k] = scale * (logits[k] - (k == label ? margins[k] : 0));
        }

        double loss = CrossEntropyRows.Row(shifted, label, gradient);
        for (int k = 0; k < gradient.Length; k++)
        {
            gradient[k] *= scale;
        }

        return loss;
    }
}
