using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Gives every feature the same distribution in all groups; needs the attribute of every row.</summary>
    public static MitigationMethod DisparateImpactRemover { get; } = new(
        "disparate_impact_remover",
        "disparate impact remover",
        MitigationStage.Pre,
        "(1 − λ)x + λ·median_g F_g⁻¹(F_a(x)) feature by feature",
        new Citation("Feldman, Friedler, Moeller, Scheidegger and Venkatasubramanian, KDD 2015, §5",
            "https://arxiv.org/abs/1412.3756"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        NeedsFrozenEmbeddings = true,
        NeedsAttributeAtTest = true,
        Settings = [new("repair", 1, 0, 1, "λ; 1: full repair") { Search = SearchRange.Uniform(0, 1) }],
        Prepare = static context => FeatureRepair.Repair(context.Problem, context["repair"]),
    };
}
