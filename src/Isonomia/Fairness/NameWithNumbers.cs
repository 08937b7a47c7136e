using System.Globalization;

namespace Isonomia.Fairness;

/// <summary>A name with numbers in parentheses, for example <c>specificity_at_least(0.9)</c>.</summary>
/// <param name="Name">The name before the parentheses.</param>
/// <param name="Numbers">The numbers, empty without parentheses.</param>
/// <param name="Text">The whole, without spaces.</param>
internal sealed record NameWithNumbers(string Name, IReadOnlyList<double> Numbers, string Text)
{
    internal static NameWithNumbers Parse(string text, string kind)
    {
        string whole = text.Replace(" ", string.Empty, StringComparison.Ordinal);
        int open = whole.IndexOf('(', StringComparison.Ordinal);
        if (open < 0)
        {
            return new NameWithNumbers(whole, [], whole);
        }

        List<double> numbers = [];
        foreach (string part in whole[(open + 1)..].TrimEnd(')').Split(','))
        {
            if (!whole.EndsWith(')')
                || !double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                || !double.IsFinite(number))
            {
                throw new ArgumentException(
                    $"{kind} '{text}' is not a name with numbers in parentheses, such as 'specificity_at_least(0.9)'.",
                    nameof(text));
            }

            numbers.Add(number);
        }

        return new NameWithNumbers(whole[..open], numbers, whole);
    }
}
