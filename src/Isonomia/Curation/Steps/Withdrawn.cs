namespace Isonomia.Curation;

public sealed partial record CurationStep
{
    /// <summary>Removes patients who withdrew their consent.</summary>
    public static CurationStep Withdrawn { get; } = new(
        "withdrawn",
        "Withdrawn consent",
        "removes every sample of a patient who withdrew consent, by a column of the cohort or by a list of patients",
        CurationSources.Withdrawal,
        [
            new("column", "consent", "the column that says so; left out where a list is given"),
            new("values", "withdrawn", "the values that mean withdrawn, joined by +"),
            new("list", "", "a table with the ids of the patients (column patient, or its first)"),
        ],
        static context => FilterSteps.Withdrawn(context));
}
