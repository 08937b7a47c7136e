using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Averages the weights over the valley of the validation loss; no direct fairness target.</summary>
    public static MitigationMethod Swad { get; } = new(
        "swad",
        "dense stochastic weight averaging",
        MitigationStage.In,
        "segment averages of the weights; those in the valley of the validation loss are averaged",
        new Citation("Cha, Chun, Lee, Cho, Park, Lee and Park, NeurIPS 2021, algorithm 1",
            "https://arxiv.org/abs/2102.08604"))
    {
        AllowsSeveralClasses = true,
        Settings =
        [
            new("converge", 3, 1, 100, "N_s; 3 in the paper"),
            new("tolerance", 6, 1, 100, "N_e; 6 in the paper"),
            new("ratio", 0.3, 0, 10, "r; 0.3 in the paper") { Search = SearchRange.Of(0.05, 0.3) },
        ],
        Deviation = "A segment is an epoch; every segment is averaged once, the released code takes the first one "
            + "twice.",
        Steps = static context => new StepRule(IsDense: true)
        {
            ConvergeCount = (int)context["converge"],
            ToleranceCount = (int)context["tolerance"],
            ToleranceRatio = context["ratio"],
        },
    };
}
