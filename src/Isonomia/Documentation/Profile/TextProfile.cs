namespace Isonomia.Documentation;

/// <summary>A column of texts: its languages and what they state about patients.</summary>
/// <param name="Column">The column.</param>
/// <param name="Texts">Texts that are not empty.</param>
/// <param name="Languages">Texts by language; <c>unknown</c> where nothing tells it.</param>
/// <param name="WithAge">Texts that state one age in years or another unit.</param>
/// <param name="WithSex">Texts that state one sex or gender as worded.</param>
/// <param name="WithSeveralPeople">Texts about several people, whose values belong to no row.</param>
/// <param name="Refused">Texts with a date of birth, which is not used.</param>
/// <param name="SexAgreement">Where a recorded sex exists: texts that agree, and texts that disagree.</param>
/// <param name="AgeAgreement">Where a recorded age exists: texts within one year, and others.</param>
/// <param name="CoverageByGroup">The share of texts that state a sex, by recorded group: an uneven share tilts what is
/// extracted.</param>
public sealed record TextProfile(
    string Column,
    int Texts,
    IReadOnlyDictionary<string, int> Languages,
    int WithAge,
    int WithSex,
    int WithSeveralPeople,
    int Refused,
    Agreement? SexAgreement,
    Agreement? AgeAgreement,
    IReadOnlyList<PrevalenceRow> CoverageByGroup);
