using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Looks for flat minima in units of the weights; no direct fairness target.</summary>
    public static MitigationMethod Asam { get; } = new(
        "asam",
        "adaptive sharpness-aware minimization",
        MitigationStage.In,
        "the gradient at w + ρ·w²g/‖w g‖, the step from w",
        new Citation("Kwon, Kim, Park and Choi, ICML 2021", "https://arxiv.org/abs/2102.11600"))
    {
        AllowsSeveralClasses = true,
        Settings = [new("rho", 2, 0, 100, "ρ; 2 in MEDFAIR") { Search = SearchRange.Power(-0.7, 1.3) }],
        Steps = static context => new StepRule(context["rho"], IsAdaptive: true),
    };
}
