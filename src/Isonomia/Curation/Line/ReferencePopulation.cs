using System.Globalization;
using Isonomia.Datasets;

namespace Isonomia.Curation;

/// <summary>The shares of groups in a reference population, from a table with the columns attribute, group and
/// share.</summary>
internal sealed class ReferencePopulation
{
    private readonly Dictionary<string, Dictionary<string, double>> _shares = new(StringComparer.Ordinal);

    private readonly string _file;

    private ReferencePopulation(string file) => _file = file;

    internal static ReferencePopulation Read(string path)
    {
        var table = TextTable.Read(path, ["attribute", "group", "share"]);
        ReferencePopulation reference = new(Path.GetFileName(path));
        for (int row = 0; row < table.RowCount; row++)
        {
            (string? attribute, string? group, string? text) =
                (table["attribute"][row], table["group"][row], table["share"][row]);
            if (attribute is null || group is null
                || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double share)
                    || share < 0)
            {
                throw new CurationException(
                    null,
                    $"{reference._file} row {row + 2}: expected an attribute, a group and a share of at least 0.");
            }

            reference._shares.TryAdd(attribute, new Dictionary<string, double>(StringComparer.Ordinal));
            reference._shares[attribute][group] = share;
        }

        return reference;
    }

    /// <summary>The shares of an attribute's groups, summing to 1, or null where the table does not have it.</summary>
    internal double[]? Shares(Grouping groups)
    {
        if (!_shares.TryGetValue(groups.Attribute, out Dictionary<string, double>? shares))
        {
            return null;
        }

        double[] found = [.. groups.Groups.Select(group => shares.GetValueOrDefault(group))];
        double total = shares.Values.Sum();
        return total > 0 && found.Sum() > 0
            ? Array.ConvertAll(found, share => share / total)
            : throw new CurationException(
                null,
                $"{_file}: none of the groups of '{groups.Attribute}' has a share; the cohort's groups are "
                + $"{string.Join(", ", groups.Groups)}.");
    }
}
