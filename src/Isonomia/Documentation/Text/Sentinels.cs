namespace Isonomia.Documentation;

/// <summary>Texts that mean "not known". A refusal to say is kept apart: it is information.</summary>
internal static class Sentinels
{
    private static readonly HashSet<string> Missing =
    [
        "", "unknown", "unk", "n/a", "na", "nan", "null", "none", "other/unknown", "not reported", "not recorded",
            "not stated", "missing", "-", "--", "?",
        "desconocido", "desconocida", "no consta", "desconhecido", "desconhecida", "ignorado", "nao informado",
            "inconnu", "inconnue",
        "non renseigne", "unbekannt", "keine angabe", "k.a.", "sconosciuto", "sconosciuta", "unspecified",
    ];

    private static readonly HashSet<string> Refused =
        ["declined", "declined to answer", "prefer not to say", "patient declined", "refused", "patient refused",
            "prefiere no decirlo", "ne souhaite pas repondre"];

    /// <summary>Whether a cell means that nothing is known.</summary>
    internal static bool IsMissing(string? cell) => cell is null || Missing.Contains(Fold(cell));

    /// <summary>Whether a person declined to say.</summary>
    internal static bool IsRefused(string? cell) => cell is not null && Refused.Contains(Fold(cell));

    /// <summary>Whether a number stands for "not known" in a column of ages.</summary>
    internal static bool IsAgeSentinel(double number) => number is -1 or 99 or 999 or 9999;

    private static string Fold(string cell)
    {
        string name = TextFolding.Name(cell);
        return name.Length == 0 ? cell.Trim().ToLowerInvariant() : cell.Contains('/', StringComparison.Ordinal)
            ? cell.Trim().ToLowerInvariant() : name;
    }
}
