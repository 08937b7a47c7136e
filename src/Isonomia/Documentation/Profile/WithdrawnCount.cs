namespace Isonomia.Documentation;

/// <summary>How many patients of a list of withdrawn consents are in the cohort. They are counted, never
/// named.</summary>
/// <param name="Listed">Patients on the list.</param>
/// <param name="Patients">Those of them in the cohort.</param>
/// <param name="Images">Their images.</param>
public sealed record WithdrawnCount(int Listed, int Patients, int Images);
