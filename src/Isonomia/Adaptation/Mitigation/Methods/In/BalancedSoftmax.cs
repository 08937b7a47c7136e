using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Takes the class frequencies out of the scores.</summary>
    public static MitigationMethod BalancedSoftmax { get; } = new(
        "balanced_softmax",
        "balanced softmax",
        MitigationStage.In,
        "CE on z + ln n_k in training, plain z afterwards",
        new Citation("Ren, Yu, Sheng, Ma, Zhao, Yi and Li, NeurIPS 2020", "https://arxiv.org/abs/2007.10740"))
    {
        AllowsSeveralClasses = true,
        Loss = static context => new ShiftedLoss([.. MitigationProblem.Counts(
            context.Problem.Training, row => context.Problem.Labels[row], context.Problem.ClassCount)
            .Select(count => Math.Log(Math.Max(count, 1e-12)))]),
    };
}

/// <summary>Cross-entropy on logits with a constant added to every class.</summary>
internal sealed class ShiftedLoss(double[] shifts) : WeighingLoss
{
    /// <inheritdoc/>
    internal override double RowLoss(ReadOnlySpan<double> logits, int label, Span<double> gradient)
    {
        double[] shifted = new double[logits.Length];
        for (int k = 0; k < shifted.Length; k++)
        {
            shifted[k] = logits[k] + shifts[k];
        }

        return CrossEntropyRows.Row(shifted, label, gradient);
    }
}
