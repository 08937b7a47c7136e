namespace Isonomia.Curation;

public sealed partial record CurationStep
{
    /// <summary>Keeps the samples a learner has most to gain from.</summary>
    public static CurationStep Learnability { get; } = new(
        "learnability",
        "Learnability selection",
        "keeps the largest learner's loss − reference's loss; hard: the learner's alone; easy: the smallest "
            + "reference's alone",
        CurationSources.ReducibleLoss,
        [
            new("learner", "", "the column with the learner's loss"),
            new("reference", "", "the column with the loss of a reference model trained on a holdout set"),
            new("keep", "0.1", "how many samples to keep, or which share"),
            new("mode", "learnability", "learnability, hard or easy"),
            new("per_group", "", "rank within the groups of this attribute and keep their shares"),
        ],
        static context => LossSteps.Learnability(context));
}
