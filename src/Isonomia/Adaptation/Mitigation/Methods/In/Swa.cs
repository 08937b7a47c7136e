using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Averages the weights of the last epochs; no direct fairness target.</summary>
    public static MitigationMethod Swa { get; } = new(
        "swa",
        "stochastic weight averaging",
        MitigationStage.In,
        "the mean of the weights at the end of every epoch after a start; no early stopping",
        new Citation("Izmailov, Podoprikhin, Garipov, Vetrov and Wilson, UAI 2018", "https://arxiv.org/abs/1803.05407"))
    {
        AllowsSeveralClasses = true,
        Settings =
        [
            new("start", 0.75, 0, 0.99, "the share of the epochs after which averaging begins")
            {
                Search = SearchRange.Uniform(0.5, 0.9),
            },
        ],
        Deviation = "The learning rate stays as it is; the paper raises it to a constant or cyclic one.",
        Steps = static context => new StepRule(AverageFrom: context["start"]),
    };
}
