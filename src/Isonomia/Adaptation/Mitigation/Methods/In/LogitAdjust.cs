using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Takes the class frequencies out of the scores, with a strength.</summary>
    public static MitigationMethod LogitAdjust { get; } = new(
        "logit_adjust",
        "logit adjustment",
        MitigationStage.In,
        "CE on z + τ·ln π_k in training, plain z afterwards",
        new Citation("Menon, Jayasumana, Rawat, Jain, Veit and Kumar, ICLR 2021, eq. 10",
            "https://arxiv.org/abs/2007.07314"))
    {
        AllowsSeveralClasses = true,
        Settings = [new("tau", 1, 0, 10, "τ; 1 in the paper") { Search = SearchRange.Uniform(0.5, 2) }],
        Loss = static context =>
        {
            int[] counts = MitigationProblem.Counts(
                context.Problem.Training, row => context.Problem.Labels[row], context.Problem.ClassCount);
            double total = counts.Sum();
            return new ShiftedLoss(
                [.. counts.Select(count => context["tau"] * Math.Log(Math.Max(count, 1e-12) / total))]);
        },
    };
}
