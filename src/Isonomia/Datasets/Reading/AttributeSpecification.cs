using System.Globalization;

namespace Isonomia.Datasets;

/// <summary>What <c>name=column:bins</c> or <c>name=column:value=group,…</c> asks for.</summary>
/// <param name="Name">The attribute's name in results.</param>
/// <param name="Column">The column it comes from.</param>
/// <param name="Edges">The lower edges of the bins, ascending, or null.</param>
/// <param name="Mapping">From cell text to group name (empty: missing), or null.</param>
internal sealed record AttributeSpecification(
    string Name, string Column, IReadOnlyList<double>? Edges, IReadOnlyDictionary<string, string>? Mapping)
{
    /// <summary>Reads a specification; a text that is exactly the name of a column is that column.</summary>
    /// <exception cref="ArgumentException">The bins do not ascend, or bins and mapping are mixed.</exception>
    internal static AttributeSpecification Parse(string text, Func<string, bool> isColumn)
    {
        if (isColumn(text))
        {
            return new AttributeSpecification(text, text, null, null);
        }

        (string left, string? right) = Split(text, ':', isColumn);
        (string name, string column) = isColumn(left) || !left.Contains('=', StringComparison.Ordinal)
            ? (left, left)
            : (
                left[..left.IndexOf('=', StringComparison.Ordinal)],
                left[(left.IndexOf('=', StringComparison.Ordinal) + 1)..]);
        if (right is null)
        {
            return new AttributeSpecification(name, column, null, null);
        }

        string[] parts = right.Split(',', StringSplitOptions.TrimEntries);
        bool mapped = Array.TrueForAll(parts, part => part.Contains('=', StringComparison.Ordinal));
        return mapped
            ? new AttributeSpecification(name, column, null, Pairs(text, parts))
            : new AttributeSpecification(name, column, Ascending(text, parts), null);
    }

    /// <summary>The names of the bins: <c>[0, 18)</c>, …, <c>≥80</c>.</summary>
    internal IReadOnlyList<string> BinNames()
    {
        IReadOnlyList<double> edges = Edges ?? throw new InvalidOperationException("The attribute has no bins.");
        string[] texts = [.. edges.Select(edge => edge.ToString(CultureInfo.InvariantCulture))];
        return [.. texts.Select((low, i) => i + 1 < texts.Length ? $"[{low}, {texts[i + 1]})" : $"≥{low}")];
    }

    /// <summary>The bin of a number, or -1 below the first edge.</summary>
    internal int BinOf(double number)
    {
        int bin = Edges!.Count - 1;
        while (bin >= 0 && number < Edges[bin])
        {
            bin--;
        }

        return bin;
    }

    /// <summary>Splits at the first separator, or at the one that leaves a column on its left.</summary>
    private static (string Left, string? Right) Split(string text, char separator, Func<string, bool> isColumn)
    {
        for (int at = text.LastIndexOf(separator); at > 0; at = text.LastIndexOf(separator, at - 1))
        {
            if (isColumn(text[..at]))
            {
                return (text[..at], text[(at + 1)..]);
            }
        }

        int first = text.IndexOf(separator, StringComparison.Ordinal);
        return first < 0 ? (text, null) : (text[..first], text[(first + 1)..]);
    }

    private static Dictionary<string, string> Pairs(string text, string[] parts)
    {
        Dictionary<string, string> mapping = new(StringComparer.Ordinal);
        foreach (string part in parts)
        {
            int at = part.IndexOf('=', StringComparison.Ordinal);
            if (!mapping.TryAdd(part[..at].Trim(), part[(at + 1)..].Trim()))
            {
                throw new ArgumentException($"Attribute '{text}' maps one value twice; expected every value once.");
            }
        }

        return mapping;
    }

    private static double[] Ascending(string text, string[] parts)
    {
        double[] edges = new double[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!double.TryParse(parts[i], NumberStyles.Float, CultureInfo.InvariantCulture, out edges[i])
                || !double.IsFinite(edges[i]) || (i > 0 && edges[i] <= edges[i - 1]))
            {
                throw new ArgumentException(
                    $"Attribute '{text}' is neither ascending bin edges (age:0,40,60) nor a mapping "
                        + "(sex:M=male,F=female).");
            }
        }

        return edges;
    }
}
