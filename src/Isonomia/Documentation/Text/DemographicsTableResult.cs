namespace Isonomia.Documentation;

/// <summary>What was read from a table of texts.</summary>
/// <param name="Rows">Rows of the table.</param>
/// <param name="Texts">Texts that are not empty.</param>
/// <param name="Languages">Texts by language.</param>
/// <param name="WithAge">Texts with one age.</param>
/// <param name="WithSex">Texts with one sex or gender as worded.</param>
/// <param name="WithCountry">Texts with one country.</param>
/// <param name="SeveralPeople">Texts about several people.</param>
/// <param name="BirthDates">Texts with a date of birth, which is refused.</param>
public sealed record DemographicsTableResult(
    int Rows, int Texts, IReadOnlyDictionary<string, int> Languages, int WithAge, int WithSex, int WithCountry,
        int SeveralPeople, int BirthDates);
