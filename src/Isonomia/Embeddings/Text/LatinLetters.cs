using System.Text;

namespace Isonomia.Embeddings;

/// <summary>Takes accents off letters, as BERT's uncased models do (Unicode decomposition, marks removed).</summary>
/// <remarks>Without ICU the runtime cannot decompose, so the letters of Latin-1 and Latin Extended-A are tabled; others
/// stay.</remarks>
internal static class LatinLetters
{
    private const string Table =
        "àaáaâaãaäaåaçcèeéeêeëeìiíiîiïiñnòoóoôoõoöoùuúuûuüuýyÿyāaăaąa"
        + "ćcĉcċcčcďdēeĕeėeęeěeĝgğgġgģgĥhĩiīiĭiįiĵjķkĺlļlľlńnņnňnōoŏoőo"
        + "ŕrŗrřrśsŝsşsšsţtťtũuūuŭuůuűuųuŵwŷyźzżzžz";

    private static readonly Dictionary<char, char> Base = Enumerable.Range(0, Table.Length / 2)
        .ToDictionary(i => Table[2 * i], i => Table[(2 * i) + 1]);

    internal static string WithoutAccents(string text)
    {
        StringBuilder plain = new(text.Length);
        foreach (char letter in text)
        {
            bool isUpper = char.IsUpper(letter);
            if (Base.TryGetValue(isUpper ? char.ToLowerInvariant(letter) : letter, out char found))
            {
                plain.Append(isUpper ? char.ToUpperInvariant(found) : found);
            }
            else if (char.GetUnicodeCategory(letter) != System.Globalization.UnicodeCategory.NonSpacingMark)
            {
                plain.Append(letter);
            }
        }

        return plain.ToString();
    }
}
