using Isonomia.Catalogs;

namespace Isonomia.Adaptation;

public sealed partial record MitigationMethod
{
    /// <summary>Changes training labels near the boundary so that groups have the same share of positives.</summary>
    public static MitigationMethod LabelMassaging { get; } = new(
        "label_massaging",
        "massaging of labels",
        MitigationStage.Pre,
        "in the group of fewest positives the m negatives of highest score become positive, in the group of most the "
            + "m positives of lowest score negative, m = Δ·n_u·n_p/(n_u + n_p)",
        new Citation("Kamiran and Calders, IC4 2009; Knowledge and Information Systems 33, 2012, §4.2",
            "https://doi.org/10.1007/s10115-011-0463-8"))
    {
        NeedsAttributeInTraining = true,
        Settings =
        [
            MitigationSetting.OneOf("consent", "whether training labels may be changed; without it the method refuses",
                "keep_labels", "change_labels"),
            new("c", 0.005, 1e-8, 1e4, "the inverse penalty C of the logistic ranker")
            {
                Search = SearchRange.Power(-5, 1),
            },
        ],
        Deviation = "The ranker is logistic, the paper's naive Bayes; of several groups the two extremes are changed. "
            + "Never for diagnoses: it needs consent=change_labels, and every changed row is listed.",
        Prepare = static context => LabelMassage.Change(context),
    };
}
