using System.Globalization;

namespace Isonomia.Datasets;

/// <summary>Numbers and lists inside sentences.</summary>
internal static class Words
{
    /// <summary>A count with separators: <c>1,234</c>.</summary>
    internal static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun: <c>1 row</c>, <c>1,234 rows</c>.</summary>
    internal static string Count(long count, string noun) => count == 1 ? $"1 {noun}" : $"{Count(count)} {noun}s";

    /// <summary>A count with a noun and a verb: <c>1 row has</c>, <c>2 rows have</c>.</summary>
    internal static string Have(long count, string noun) => $"{Count(count, noun)} {(count == 1 ? "has" : "have")}";

    /// <summary>Up to a number of quoted names: <c>'a', 'b', …</c>.</summary>
    internal static string Quoted(IReadOnlyList<string> names, int most) =>
        string.Join(", ", names.Take(most).Select(name => $"'{name}'")) + (names.Count > most ? ", …" : string.Empty);
}
