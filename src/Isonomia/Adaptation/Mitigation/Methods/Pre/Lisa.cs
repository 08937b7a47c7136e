using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Mixes rows so that what the attribute shows is averaged out.</summary>
    public static MitigationMethod Lisa { get; } = new(
        "lisa",
        "selective mixing",
        MitigationStage.Pre,
        "mixes pairs of equal label and different group in a share p_sel of batches, else of equal group, other label",
        new Citation("Yao, Wang, Li, Zhang, Liang, Zou and Finn, ICML 2022", "https://arxiv.org/abs/2201.00299"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        Settings =
        [
            new("alpha", 2, 1e-3, 100, "α; 2 in the released code") { Search = SearchRange.Power(-1, 1) },
            new("p_sel", 0.5, 0, 1, "the share of batches that mix within labels; 0.5 in the paper")
            {
                Search = SearchRange.Uniform(0, 1),
            },
        ],
        Loss = static context => new MixingLoss(context, isSelective: true),
    };
}
