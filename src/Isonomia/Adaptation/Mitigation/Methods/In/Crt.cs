using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Plain features, last layer trained anew on balanced draws.</summary>
    public static MitigationMethod Crt { get; } = new(
        "crt",
        "classifier retraining",
        MitigationStage.In,
        "plain training; then a fresh last layer on its frozen hidden layer, every cell of group and label drawn as "
            + "often",
        new Citation("Kang, Xie, Rohrbach, Yan, Gordo, Feng and Kalantidis, ICLR 2020",
            "https://arxiv.org/abs/1910.09217"))
    {
        AllowsSeveralClasses = true,
        NeedsAttributeInTraining = true,
        LinearTwin = "resample",
        Deviation = LastLayer.Deviation,
        Fit = static (context, cancellation) => LastLayer.Retrain(context, "resample", cancellation),
    };
}
