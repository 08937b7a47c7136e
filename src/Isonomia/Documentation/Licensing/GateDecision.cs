namespace Isonomia.Documentation;

/// <summary>Whether a use may happen. Not legal advice: a summary of our own of licences and consent codes.</summary>
/// <param name="Use">The use.</param>
/// <param name="Answer">The strictest of all reasons: <c>refused</c>, <c>unknown</c>, <c>allowed_with_duties</c>,
/// <c>allowed</c>.</param>
/// <param name="Reasons">Every rule that spoke, the strictest first.</param>
/// <param name="FactsAsOf">The day of the tables of licences and consent codes.</param>
public sealed record GateDecision(DataUse Use, string Answer, IReadOnlyList<GateReason> Reasons, string FactsAsOf)
{
    /// <summary>Whether the gate lets the use pass: refusals never do, and what is unknown does not for clinical use,
    /// redistribution and
    /// publishing weights.</summary>
    public bool Passes => Answer is "allowed" or "allowed_with_duties"
        || (Answer == "unknown" && Use.Purpose != "clinical"
            && Use.Action is not ("redistribute" or "publish_weights"));

    /// <summary>The licences that spoke, as a file that leaves the house names them: those of the table and those a
    /// person read.</summary>
    internal IEnumerable<string> Licenses => Reasons.Select(reason => reason.Rule)
        .Where(rule => License.Find(rule) is { Kind: not "none" } || rule.Contains(LicenseEntry.HashMark,
            StringComparison.Ordinal))
        .Select(rule => rule.IndexOf(LicenseEntry.HashMark, StringComparison.Ordinal) is > 0 and int at ? rule[..at]
            : rule)
        .Distinct(StringComparer.Ordinal);

    /// <summary>The duties.</summary>
    public IEnumerable<string> Duties => Reasons.Where(reason => reason.Answer == "allowed_with_duties")
        .Select(reason => reason.Sentence).Distinct();
}
