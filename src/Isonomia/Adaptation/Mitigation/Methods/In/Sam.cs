using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Looks for flat minima; no direct fairness target.</summary>
    public static MitigationMethod Sam { get; } = new(
        "sam",
        "sharpness-aware minimization",
        MitigationStage.In,
        "the gradient at w + ρ·g/‖g‖, the step from w",
        new Citation("Foret, Kleiner, Mobahi and Neyshabur, ICLR 2021", "https://arxiv.org/abs/2010.01412"))
    {
        AllowsSeveralClasses = true,
        Settings = [new("rho", 0.05, 0, 10, "ρ; 0.05 in the paper") { Search = SearchRange.Power(-2.3, -0.3) }],
        Steps = static context => new StepRule(context["rho"]),
    };
}
