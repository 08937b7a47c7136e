using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>As dann, but what the label itself tells about the attribute may stay.</summary>
    public static MitigationMethod Cdann { get; } = new(
        "cdann",
        "conditional domain-adversarial training",
        MitigationStage.In,
        "as dann, with the label embedded and added to the hidden layer and rows weighted 1/(n_y·|Y|)",
        new Citation("Li, Tian, Gong, Liu, Liu, Zhang and Tao, ECCV 2018"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        NeedsHiddenLayer = true,
        Settings =
        [
            new("lambda", 1, 0, 1e4, "λ; SubpopBench 10^U(−2, 2)") { Search = SearchRange.Power(-2, 2) },
            new("width", 256, 1, 4096, "the width of the adversary's two hidden layers"),
        ],
        Loss = static context => new DomainAdversaryLoss(context, isConditional: true),
    };
}
