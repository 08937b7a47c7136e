namespace Isonomia.Documentation;

/// <summary>Which gap an audit of this data could find.</summary>
/// <param name="Label">The finding.</param>
/// <param name="Attribute">The attribute.</param>
/// <param name="Group">The group, against the largest other group.</param>
/// <param name="Against">That group.</param>
/// <param name="Split">The split that was counted, or <c>all</c>.</param>
/// <param name="Positives">Images with the finding in the group.</param>
/// <param name="Negatives">Images without it.</param>
/// <param name="SensitivityGap">The smallest gap in sensitivity found with 80 % power, or null where a group has no
/// positive.</param>
/// <param name="SpecificityGap">The same for specificity.</param>
/// <param name="AurocGap">The same for AUROC (Hanley–McNeil).</param>
/// <param name="Reading">What that means for an audit.</param>
public sealed record PowerRow(
    string Label,
    string Attribute,
    string Group,
    string Against,
    string Split,
    int Positives,
    int Negatives,
    double? SensitivityGap,
    double? SpecificityGap,
    double? AurocGap,
    string Reading);
