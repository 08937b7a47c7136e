namespace Isonomia.Curation;

public sealed partial record CurationStep
{
    /// <summary>Finds labels that are probably wrong.</summary>
    public static CurationStep LabelNoise { get; } = new(
        "label_noise",
        "Probable label errors",
        "confident learning on out-of-fold probabilities of models whose folds are grouped by patient",
        CurationSources.ConfidentLearning,
        [
            new("label", "", "the label column; by default the first one declared"),
            new("probabilities", "", "the columns with the probabilities, in the order of the classes, joined by +"),
            new("method", "both", "off_diagonal, prune_by_class, prune_by_noise_rate or both"),
            new("action", "mark", "mark: count only; drop: remove the suspects (a person should look first)"),
        ],
        static context => LossSteps.LabelNoise(context));
}
