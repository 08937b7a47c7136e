using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Rows that are already right weigh less.</summary>
    public static MitigationMethod Focal { get; } = new(
        "focal",
        "focal loss",
        MitigationStage.In,
        "(1 − p_y)^γ·CE",
        new Citation("Lin, Goyal, Girshick, He and Dollár, ICCV 2017", "https://arxiv.org/abs/1708.02002"))
    {
        AllowsSeveralClasses = true,
        Settings =
        [
            new("gamma", 2, 0, 20, "γ; 2 in the paper, 1 in SubpopBench")
            {
                Search = SearchRange.Power(0, 1, 0.5),
            },
        ],
        Loss = static context => new FocalLoss(context["gamma"]),
    };
}

/// <summary>The focal loss of a row.</summary>
internal sealed class FocalLoss(double gamma) : WeighingLoss
{
    /// <inheritdoc/>
    internal override double RowLoss(ReadOnlySpan<double> logits, int label, Span<double> gradient)
    {
        double loss = CrossEntropyRows.Row(logits, label, gradient);
        double p = Math.Exp(-loss);
        double rest = Math.Max(1 - p, 1e-300);

        // d/dCE of (1 − e^−CE)^γ·CE; the gradient of CE is there already.
        double slope = Math.Pow(rest, gamma) + (gamma * Math.Pow(rest, gamma - 1) * p * loss);
        for (int k = 0; k < gradient.Length; k++)
        {
            gradient[k] *= slope;
        }

        return Math.Pow(rest, gamma) * loss;
    }
}
