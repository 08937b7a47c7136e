namespace Isonomia.Documentation;

/// <summary>A group against the reference.</summary>
/// <param name="Group">The group.</param>
/// <param name="Patients">Patients.</param>
/// <param name="Share">Their share among the patients of all groups the reference has.</param>
/// <param name="Low">The low end of its 95 % Wilson interval.</param>
/// <param name="High">The high end.</param>
/// <param name="ReferenceShare">The share in the reference.</param>
/// <param name="Ratio">Share over reference share, or null where that is 0.</param>
public sealed record ReferenceRow(
    string Group, int Patients, double Share, double Low, double High, double ReferenceShare, double? Ratio);
