using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Weights that make label and group independent.</summary>
    public static MitigationMethod Reweigh { get; } = new(
        "reweigh",
        "reweighing",
        MitigationStage.Pre,
        "w = n_a·n_y/(n·n_ay), weighted counts where rows have weights",
        new Citation(
            "Kamiran and Calders, Knowledge and Information Systems 33, 2012, §4.3; AIF360 Reweighing",
            "https://doi.org/10.1007/s10115-011-0463-8"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        Prepare = static context => CellWeights.Independent(context.Problem),
    };
}
