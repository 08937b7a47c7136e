using Isonomia.Catalogs;

namespace Isonomia.Integrity;

/// <summary>A check of a cohort's integrity: what would corrupt any result that is computed on the data.</summary>
/// <param name="Id">The id, snake_case.</param>
/// <param name="Name">The name a page prints.</param>
/// <param name="Unit">What is counted: patients, images, columns.</param>
/// <param name="Algorithm">The rule in one or two sentences.</param>
/// <param name="Worst">The worst severity a finding of this check may have.</param>
/// <param name="Remedy">What to do about a finding.</param>
/// <param name="AuditEffect">What an audit of the data would get wrong if nothing is done.</param>
/// <param name="Source">Where the rule comes from.</param>
/// <param name="Settings">The thresholds, each of which can be set.</param>
public sealed partial record IntegrityCheck(
    string Id,
    string Name,
    string Unit,
    string Algorithm,
    CheckSeverity Worst,
    string Remedy,
    string AuditEffect,
    Citation Source,
    IReadOnlyList<CheckSetting> Settings) : ICatalogEntry
{
    /// <summary>Every check, sorted by id.</summary>
    public static Catalog<IntegrityCheck> All => field ??= Catalog.Of<IntegrityCheck>();

    /// <summary>Whether the check looks at pixels or picture files.</summary>
    public bool NeedsPictures { get; init; }

    /// <summary>Whether the check also looks at pictures where they are there.</summary>
    public bool MayUsePictures { get; init; }

    /// <summary>The rule.</summary>
    internal CheckFunction Rule { get; init; } = static _ => CheckOutcome.NotApplicable("the check has no rule");

    /// <summary>A rule of our own; made anew for each entry, since entries are initialized in any order.</summary>
    private static Citation Own => new("Rule of our own: docs/guide/integrity.md");
}

/// <summary>The rule of a check.</summary>
/// <param name="context">The cohort, what was read of it, and the thresholds.</param>
/// <returns>What was found.</returns>
internal delegate CheckOutcome CheckFunction(CheckContext context);
