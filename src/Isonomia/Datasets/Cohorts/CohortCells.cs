using System.Globalization;

namespace Isonomia.Datasets;

/// <summary>The cells of one column: codes into distinct texts where those are few, texts otherwise.</summary>
internal sealed class CohortCells
{
    private readonly int[]? _codes;
    private readonly IReadOnlyList<string> _names;
    private readonly string?[]? _texts;

    internal CohortCells(int[] codes, IReadOnlyList<string> names) => (_codes, _names) = (codes, names);

    internal CohortCells(string?[] texts) => (_texts, _names) = (texts, []);

    /// <summary>The cells as text; null where missing.</summary>
    internal string?[] Texts()
    {
        if (_codes is null)
        {
            return [.. _texts!];
        }

        string?[] texts = new string?[_codes.Length];
        for (int i = 0; i < texts.Length; i++)
        {
            texts[i] = _codes[i] < 0 ? null : _names[_codes[i]];
        }

        return texts;
    }

    /// <summary>A code for every cell and the text of every code; null where there are more than a number of
    /// texts.</summary>
    internal (int[] Codes, IReadOnlyList<string> Names)? Coded(int limit)
    {
        if (_codes is not null)
        {
            return _names.Count > limit ? null : ([.. _codes], _names);
        }

        Dictionary<string, int> codeOf = new(StringComparer.Ordinal);
        int[] codes = new int[_texts!.Length];
        for (int i = 0; i < codes.Length; i++)
        {
            if (_texts[i] is not { } text)
            {
                codes[i] = -1;
                continue;
            }

            if (!codeOf.TryGetValue(text, out codes[i]))
            {
                codes[i] = codeOf.Count;
                codeOf.Add(text, codes[i]);
                if (codes[i] >= limit)
                {
                    return null;
                }
            }
        }

        return (codes, [.. codeOf.Keys]);
    }

    /// <summary>The cells as numbers; NaN where missing or not finite.</summary>
    /// <param name="badRow">The first row whose cell is no number, or -1.</param>
    internal double[] Numbers(out int badRow)
    {
        badRow = -1;
        double[]? known = _codes is null ? null : [.. _names.Select(Number)];
        double[] numbers = new double[_codes?.Length ?? _texts!.Length];
        for (int i = 0; i < numbers.Length; i++)
        {
            double number = known is null ? Number(_texts![i])
                : _codes![i] < 0 ? double.NaN : known[_codes[i]];
            badRow = badRow < 0 && double.IsNegativeInfinity(number) ? i : badRow;
            numbers[i] = double.IsFinite(number) ? number : double.NaN;
        }

        return numbers;
    }

    /// <summary>A number; NaN where missing, positive infinity where infinite, negative infinity where it is
    /// none.</summary>
    private static double Number(string? text) =>
        text is null ? double.NaN
        : !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            ? double.NegativeInfinity
        : double.IsInfinity(number) ? double.PositiveInfinity
        : number;
}
