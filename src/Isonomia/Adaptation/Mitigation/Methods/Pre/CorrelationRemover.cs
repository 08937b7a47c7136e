using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Takes off every feature what the attribute predicts of it linearly; needs the attribute of every
    /// row.</summary>
    public static MitigationMethod CorrelationRemover { get; } = new(
        "correlation_remover",
        "correlation remover",
        MitigationStage.Pre,
        "X − α(S − S̄)B with B the least squares of X on the one-hot attribute S, each centered by its own mean",
        new Citation("fairlearn CorrelationRemover"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        NeedsFrozenEmbeddings = true,
        NeedsAttributeAtTest = true,
        Settings =
        [
            new("alpha", 1, 0, 1, "how much is removed; 1 in fairlearn")
            {
                Search = SearchRange.Uniform(0, 1),
            },
        ],
        Deviation = "Columns are centered by their own means; fairlearn at the checked commit subtracts one common "
            + "mean "
            + "for several columns.",
        Prepare = static context => GroupMeans.Remove(context.Problem, context["alpha"]),
    };
}
