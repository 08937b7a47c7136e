namespace Isonomia.Integrity;

/// <summary>How many samples of a group a finding names: bad data of mostly one group is a finding about
/// fairness.</summary>
/// <param name="Attribute">The attribute or the fact about acquisition.</param>
/// <param name="Group">The group; <c>missing</c> where it is not known.</param>
/// <param name="Count">Samples of the group that the finding names.</param>
/// <param name="Of">Samples of the group that were looked at.</param>
/// <param name="Share">Count over Of, or null for an empty group.</param>
/// <param name="Low">The low end of Wilson's 95 % interval, or null. Samples are taken as independent, which several
/// of one patient are not.</param>
/// <param name="High">The high end, or null.</param>
public sealed record CheckGroup(
    string Attribute, string Group, int Count, int Of, double? Share, double? Low, double? High);
