using System.Globalization;
using Isonomia.Catalogs;

namespace Isonomia.Fairness;

public sealed partial record ThresholdPolicy
{
    private const string FixedId = "fixed";
    private const string PerGroupId = "per_group";

    /// <summary>The numbers the policy takes, or null where it takes none.</summary>
    internal ThresholdParameters? Parameters { get; init; }

    /// <summary>Reads a policy: a number, or an id with its parameters.</summary>
    /// <param name="text">
    /// For example <c>0.5</c>, <c>max_f1</c>, <c>specificity_at_least(0.9)</c>, <c>per_group(youden)</c>.
    /// </param>
    /// <returns>The policy with its parameters.</returns>
    /// <exception cref="UnknownNameException">No policy has this id.</exception>
    /// <exception cref="ArgumentException">The parameters are not those the policy takes.</exception>
    public static ThresholdPolicy Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string whole = text.Replace(" ", string.Empty, StringComparison.Ordinal);
        if (double.TryParse(whole, NumberStyles.Float, CultureInfo.InvariantCulture, out double threshold))
        {
            return double.IsFinite(threshold)
                ? Fixed with { Numbers = [threshold] }
                : throw new ArgumentException($"Threshold '{text}' is not a finite number.", nameof(text));
        }

        return whole.Split('(')[0] == PerGroupId ? ParsePerGroup(whole, text) : ParseNamed(whole, text);
    }

    private static ThresholdPolicy ParsePerGroup(string whole, string text)
    {
        bool hasInner = whole.Length > PerGroupId.Length + 2 && whole[PerGroupId.Length] == '(' && whole[^1] == ')';
        if (!hasInner)
        {
            throw new ArgumentException(
                $"Threshold policy '{text}' names no policy to apply inside each group, such as 'per_group(youden)'.",
                nameof(text));
        }

        ThresholdPolicy inner = Parse(whole[(PerGroupId.Length + 1)..^1]);
        return inner.IsPerGroup
            ? throw new ArgumentException($"Threshold policy '{text}' puts per_group into itself.", nameof(text))
            : PerGroup with { Inner = inner };
    }

    private static ThresholdPolicy ParseNamed(string whole, string text)
    {
        if (!All.TryGet(whole.Split('(')[0], out _))
        {
            throw new UnknownNameException("Threshold policy", text, All.Select(policy => policy.Id));
        }

        bool isWellFormed = whole.Count(static c => c == ')') == whole.Count(static c => c == '(');
        NameWithNumbers name = NameWithNumbers.Parse(isWellFormed ? whole : whole + "(", "Threshold policy");
        ThresholdPolicy entry = All[name.Name];
        bool isBare = !whole.Contains('(', StringComparison.Ordinal);
        if (entry.Parameters is not { } parameters)
        {
            return isBare
                ? entry
                : throw new ArgumentException($"Threshold policy '{text}' takes no parameters.", nameof(text));
        }

        IReadOnlyList<double> numbers = isBare ? entry.Numbers : name.Numbers;
        return parameters.Accepts(numbers)
            ? entry with { Numbers = [.. numbers] }
            : throw new ArgumentException($"Threshold policy '{text}' takes {parameters.Expected}.", nameof(text));
    }

    private static string TextOf(IReadOnlyList<double> numbers) => numbers.Count == 0
        ? string.Empty
        : $"({string.Join(",", numbers.Select(static number => number.ToString("R", CultureInfo.InvariantCulture)))})";
}
