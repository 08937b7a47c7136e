using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>Gaps of segmentation scores after the structures' sizes were made comparable (specification §8).</summary>
/// <param name="rows">The audited rows.</param>
/// <param name="attributes">The attributes.</param>
/// <param name="scores">Scores of every table row by column.</param>
/// <param name="volumes">The reference volume of every table row.</param>
internal sealed class SegmentationFamily(
    AuditedRows rows, ExploratoryAttribute[] attributes, IReadOnlyDictionary<string, double[]> scores,
        double[] volumes) : IExploratoryFamily
{
    private static readonly string[] Columns = ["dice", "nsd"];

    private readonly int[][] _places = [.. attributes.Select(attribute => attribute.Places(rows))];
    private readonly double[] _volumes = Array.ConvertAll(rows.Rows, row => volumes[row]);
    private readonly (string Column, double[] Values)[] _scores =
    [
        .. Columns.Where(scores.ContainsKey).Select(column =>
            (column, Array.ConvertAll(rows.Rows, row => scores[column][row])))
            .Where(entry => !Array.TrueForAll(entry.Item2, double.IsNaN)),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<ExploratoryNumber> Compute(double[] weights)
    {
        List<ExploratoryNumber> numbers = [];
        for (int i = 0; i < attributes.Length; i++)
        {
            foreach ((string column, double[] values) in _scores)
            {
                SizeAdjustedGap gap = SizeAdjustedGap.Of(values, _volumes, _places[i], attributes[i].Groups.Length,
                    weights);
                int[] defined = [.. Enumerable.Range(0, gap.GroupMeans.Count).Where(g => gap.GroupMeans[g].IsDefined)];
                bool hasPair = gap.Gap.IsDefined && defined.Length >= 2;
                numbers.Add(new ExploratoryNumber(
                    attributes[i].Grouping.Attribute,
                    $"size_adjusted_gap[{column}]",
                    hasPair ? attributes[i].Names[defined.MinBy(g => gap.GroupMeans[g].Value)] : null,
                    hasPair ? attributes[i].Names[defined.MaxBy(g => gap.GroupMeans[g].Value)] : null,
                    gap.Gap,
                    values.LongCount(value => !double.IsNaN(value))));
            }
        }

        return numbers;
    }
}
