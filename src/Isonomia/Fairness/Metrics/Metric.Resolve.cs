using System.Globalization;

namespace Isonomia.Fairness;

public sealed partial record Metric
{
    /// <summary>Makes the metric with other parameters, or null where it has none.</summary>
    internal Func<Metric, IReadOnlyList<double>, Metric>? WithParameters { get; init; }

    /// <summary>Whether the id before the @ alone means this variant: <c>ece</c> means <c>ece@fixed01</c>.</summary>
    public bool IsDefaultVariant { get; init; }

    /// <summary>Finds a metric by id, with its parameters where it has some: <c>tpr_at_tnr@step(0.9)</c>.</summary>
    /// <param name="id">The id, optionally followed by numbers in parentheses.</param>
    /// <returns>The metric; its id is the full id with the parameters given, without spaces.</returns>
    /// <exception cref="Isonomia.Catalogs.UnknownNameException">No metric has this id.</exception>
    /// <exception cref="ArgumentException">The parameters are not those the metric takes.</exception>
    public static Metric Resolve(string id)
    {
        ArgumentNullException.ThrowIfNull(id);
        NameWithNumbers name = NameWithNumbers.Parse(id, "Metric");
        Metric entry = DefaultVariantOf(name.Name) ?? All[name.Name];
        if (name.Numbers.Count == 0)
        {
            return entry;
        }

        return entry.WithParameters is { } make
            ? make(entry, name.Numbers) with { Id = entry.Id + name.Text[name.Name.Length..] }
            : throw new ArgumentException(
                $"Metric '{entry.Id}' takes no parameters; '{name.Text}' gives some.", nameof(id));
    }

    private static Metric? DefaultVariantOf(string name) =>
        All.FirstOrDefault(
            entry => entry.IsDefaultVariant && entry.Id.StartsWith(name + '@', StringComparison.Ordinal));

    private static double Only(IReadOnlyList<double> numbers, string metric, double low, double high) =>
        numbers.Count == 1 && numbers[0] > low && numbers[0] < high
            ? numbers[0]
            : throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"Metric '{metric}' takes one number between {low} and {high}; {numbers.Count} were given or it is "
                    + $"outside."));
}
