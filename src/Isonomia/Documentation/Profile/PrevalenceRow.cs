namespace Isonomia.Documentation;

/// <summary>How often a finding is among the patients of a group.</summary>
/// <param name="Label">The finding: the label's column, with the class where it has more than two.</param>
/// <param name="Attribute">The attribute or fact.</param>
/// <param name="Group">The group.</param>
/// <param name="Patients">Patients with a known label.</param>
/// <param name="Positives">Patients with the finding on at least one image.</param>
/// <param name="Share">Positives over patients, or null.</param>
/// <param name="Low">The low end of its 95 % Wilson interval.</param>
/// <param name="High">The high end.</param>
public sealed record PrevalenceRow(
    string Label, string Attribute, string Group, int Patients, int Positives, double? Share, double? Low,
        double? High);
