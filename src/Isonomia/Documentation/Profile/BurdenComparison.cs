namespace Isonomia.Documentation;

/// <summary>Groups of a cohort against the people who are ill: the participation-to-prevalence ratio.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Reference">Where the numbers of the ill are from.</param>
/// <param name="Among">Whose shares are compared: all patients, or those with the condition's finding.</param>
/// <param name="Rows">The groups that both have; the ratio is the participation-to-prevalence ratio.</param>
/// <param name="NotInReference">Groups of the cohort that the table lacks.</param>
/// <param name="NotInCohort">Groups of the table that the cohort lacks.</param>
/// <remarks>0.8 to 1.2 is called adequate (Scott et al., JACC 71, 2018). Both shares are over the groups
/// that both have.</remarks>
public sealed record BurdenComparison(
    string Condition,
    string Attribute,
    string Reference,
    string Among,
    IReadOnlyList<ReferenceRow> Rows,
    IReadOnlyList<string> NotInReference,
    IReadOnlyList<string> NotInCohort)
{
    /// <summary>What a participation-to-prevalence ratio says.</summary>
    /// <param name="ratio">The ratio, or null where nobody of the group is ill.</param>
    /// <returns>The words.</returns>
    public static string Reading(double? ratio) => ratio switch
    {
        null => "nobody of the group is ill in the table",
        < 0.8 => "fewer than among the ill",
        > 1.2 => "more than among the ill",
        _ => "adequate",
    };
}
