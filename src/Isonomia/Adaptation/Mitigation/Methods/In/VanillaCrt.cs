using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Plain features, last layer trained anew on plain draws: what retraining alone does.</summary>
    public static MitigationMethod VanillaCrt { get; } = new(
        "vanilla_crt",
        "classifier retraining, plain draws",
        MitigationStage.In,
        "plain training; then a fresh last layer on its frozen hidden layer, rows drawn as they come",
        new Citation("SubpopBench (Yang et al., ICML 2023), VanillaCRT", "https://arxiv.org/abs/2302.12254"))
    {
        AllowsSeveralClasses = true,
        LinearTwin = "erm",
        Deviation = LastLayer.Deviation,
        Fit = static (context, cancellation) => LastLayer.Retrain(context, "erm", cancellation),
    };
}
