using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>The gap of every label's AUROC and true positive rate (specification §7): a label needs both classes in two
/// groups.</summary>
internal sealed class MultilabelFamily : IExploratoryFamily
{
    private readonly AuditedRows _rows;
    private readonly ExploratoryAttribute[] _attributes;
    private readonly Outcome.Multilabel _outcome;
    private readonly DecisionRule _rule;
    private readonly int[][][] _members;

    internal MultilabelFamily(AuditedRows rows, ExploratoryAttribute[] attributes, DecisionRule rule)
    {
        (_rows, _attributes, _rule, _outcome) = (rows, attributes, rule, (Outcome.Multilabel)rows.Table.Outcome);
        _members = [.. _outcome.Names.Select((_, label) =>
        {
            int[] known = [.. Enumerable.Range(0, rows.Rows.Length).Where(row =>
                _outcome.Labels[label][rows.Rows[row]] >= 0 && !double.IsNaN(_outcome.Scores[label][rows.Rows[row]]))];
            int[] order = SortOrder.Ascending(Array.ConvertAll(known, row => _outcome.Scores[label][rows.Rows[row]]));
            return Array.ConvertAll(order, place => known[place]);
        })
        .SelectMany(order => attributes.Select(attribute => attribute.Members(rows, order)))];
    }

    /// <inheritdoc/>
    public IReadOnlyList<ExploratoryNumber> Compute(double[] weights)
    {
        Metric[] metrics = [Metric.Auroc, Metric.TruePositiveRate];
        List<ExploratoryNumber> numbers = [];
        for (int label = 0; label < _outcome.Names.Count; label++)
        {
            for (int i = 0; i < _attributes.Length; i++)
            {
                int[][] members = _members[(label * _attributes.Length) + i];
                double[][] values = Array.ConvertAll(members, own => Values(metrics, label, own, weights));
                for (int m = 0; m < metrics.Length; m++)
                {
                    double[] own = [.. values.Select(value => value[m])];
                    int[] defined = [.. Enumerable.Range(0, own.Length).Where(g => !double.IsNaN(own[g]))];
                    (int low, int high) = defined.Length < 2 ? (-1, -1)
                        : (defined.MinBy(g => own[g]), defined.MaxBy(g => own[g]));
                    numbers.Add(new ExploratoryNumber(
                        _attributes[i].Grouping.Attribute,
                        $"{metrics[m].Id}_gap[{_outcome.Names[label]}]",
                        low < 0 ? null : _attributes[i].Names[low],
                        low < 0 ? null : _attributes[i].Names[high],
                        low < 0 ? UndefinedReason.SingleGroup : own[high] - own[low],
                        members.Sum(rows => (long)rows.Length)));
                }
            }
        }

        return numbers;
    }

    private double[] Values(Metric[] metrics, int label, int[] members, double[] weights)
    {
        BinaryRows rows = new()
        {
            Scores = Array.ConvertAll(members, row => _outcome.Scores[label][_rows.Rows[row]]),
            Labels = Array.ConvertAll(members, row => _outcome.Labels[label][_rows.Rows[row]]),
            Weights = Array.ConvertAll(members, row => weights[row]),
            Rule = _rule,
        };
        double[] values = new double[metrics.Length];
        for (int m = 0; m < metrics.Length; m++)
        {
            values[m] = MultilabelMetric.Compute(metrics[m], rows).ValueOrNaN;
        }

        return values;
    }
}
