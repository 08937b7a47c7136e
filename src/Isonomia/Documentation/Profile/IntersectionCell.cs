namespace Isonomia.Documentation;

/// <summary>Patients of a crossing of two attributes.</summary>
/// <param name="Attributes">The two attributes, joined by <c>×</c>.</param>
/// <param name="First">The group of the first.</param>
/// <param name="Second">The group of the second.</param>
/// <param name="Patients">Patients.</param>
/// <param name="Images">Images.</param>
/// <param name="Share">Patients over patients with both attributes known, or null.</param>
/// <param name="Low">The low end of its 95 % Wilson interval.</param>
/// <param name="High">The high end.</param>
/// <param name="Positives">Patients with the first label, or null without a label.</param>
public sealed record IntersectionCell(
    string Attributes, string First, string Second, int Patients, int Images, double? Share, double? Low, double? High,
        int? Positives);
