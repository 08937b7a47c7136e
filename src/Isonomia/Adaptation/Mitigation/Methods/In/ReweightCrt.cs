using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Plain features, last layer trained anew with inverse cell weights.</summary>
    public static MitigationMethod ReweightCrt { get; } = new(
        "reweight_crt",
        "classifier retraining with weights",
        MitigationStage.In,
        "plain training; then a fresh last layer on its frozen hidden layer, rows weighted by 1/n_c of their cell",
        new Citation("Kang, Xie, Rohrbach, Yan, Gordo, Feng and Kalantidis, ICLR 2020; SubpopBench ReWeightCRT",
            "https://arxiv.org/abs/1910.09217"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        LinearTwin = "cell_reweight",
        Deviation = LastLayer.Deviation,
        Fit = static (context, cancellation) => LastLayer.Retrain(context, "cell_reweight", cancellation),
    };
}
