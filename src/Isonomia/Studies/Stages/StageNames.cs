namespace Isonomia.Studies;

/// <summary>Names of stages and folders.</summary>
internal static class StageNames
{
    /// <summary>A name that is safe in a path: letters, digits, hyphen, underscore and point.</summary>
    internal static string Safe(string name)
    {
        string safe = string.Concat(
            name.Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' ? letter : '_'));
        return safe.TrimStart('.') is { Length: > 0 } rest ? rest : "_";
    }
}
