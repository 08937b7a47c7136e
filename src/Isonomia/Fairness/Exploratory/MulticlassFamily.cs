using Isonomia.Datasets;

namespace Isonomia.Fairness;

/// <summary>The parity criteria of a multiclass task, from the confusion matrices of the groups (specification
/// §7).</summary>
/// <param name="rows">The audited rows.</param>
/// <param name="attributes">The attributes.</param>
internal sealed class MulticlassFamily(AuditedRows rows, ExploratoryAttribute[] attributes) : IExploratoryFamily
{
    private readonly Outcome.Multiclass _outcome = (Outcome.Multiclass)rows.Table.Outcome;
    private readonly int[][][] _members =
        [.. attributes.Select(attribute => attribute.Members(rows, [.. Enumerable.Range(0, rows.Rows.Length)]))];

    /// <inheritdoc/>
    public IReadOnlyList<ExploratoryNumber> Compute(double[] weights)
    {
        List<ExploratoryNumber> numbers = [];
        for (int i = 0; i < attributes.Length; i++)
        {
            ConfusionMatrix[] groups = Array.ConvertAll(_members[i], own => ConfusionMatrix.Of(
                _outcome.Classes.Count,
                Array.ConvertAll(own, row => _outcome.Labels[rows.Rows[row]]),
                Array.ConvertAll(own, Decide),
                Array.ConvertAll(own, row => weights[row])));
            string attribute = attributes[i].Grouping.Attribute;
            long count = _members[i].Sum(own => (long)own.Length);
            numbers.AddRange(
            [
                new(attribute, "dp@max_class", null, null, MulticlassParity.DemographicParityMaxClass(groups), count),
                new(attribute, "dp@mean_class", null, null, MulticlassParity.DemographicParityMeanClass(groups), count),
                new(attribute, "dp@tv", null, null, MulticlassParity.DemographicParityTotalVariation(groups), count),
                new(attribute, "eopp@max_class", null, null, MulticlassParity.EqualOpportunityMaxClass(groups), count),
                new(attribute, "eopp@mean_class", null, null, MulticlassParity.EqualOpportunityMeanClass(groups),
                    count),
                new(attribute, "eod_ovr@worst_case", null, null, MulticlassParity.EqualizedOddsWorstCase(groups),
                    count),
                new(attribute, "eod_ovr@mean", null, null, MulticlassParity.EqualizedOddsMean(groups), count),
                new(attribute, "eod_full@max", null, null, MulticlassParity.FullEqualizedOddsMax(groups), count),
                new(attribute, "eod_full@mean", null, null, MulticlassParity.FullEqualizedOddsMean(groups), count),
            ]);
        }

        return numbers;
    }

    private int Decide(int row)
    {
        int classes = _outcome.Classes.Count;
        ReadOnlySpan<double> scores = _outcome.Scores.AsSpan(rows.Rows[row] * classes, classes);
        int best = 0;
        for (int k = 1; k < classes; k++)
        {
            best = scores[k] > scores[best] ? k : best;
        }

        return best;
    }
}
