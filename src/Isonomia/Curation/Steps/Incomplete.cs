namespace Isonomia.Curation;

public sealed partial record CurationStep
{
    /// <summary>Removes samples without a value.</summary>
    public static CurationStep Incomplete { get; } = new(
        "incomplete",
        "Incomplete samples",
        "removes samples without a value in one of the named columns",
        CurationSources.Own("§7"),
        [
            new("columns", "", "the columns that must have a value, joined by +"),
        ],
        static context => FilterSteps.Incomplete(context));
}
