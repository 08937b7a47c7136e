using Isonomia.Datasets;
using Isonomia.Numerics;

namespace Isonomia.Fairness;

/// <summary>How far predictions and errors of a regression lie apart between groups (specification §7).</summary>
/// <param name="rows">The audited rows.</param>
/// <param name="attributes">The attributes.</param>
internal sealed class RegressionFamily(AuditedRows rows, ExploratoryAttribute[] attributes) : IExploratoryFamily
{
    private readonly Outcome.Regression _outcome = (Outcome.Regression)rows.Table.Outcome;
    private readonly int[][][] _members =
        [.. attributes.Select(attribute => attribute.Members(rows, [.. Enumerable.Range(0, rows.Rows.Length)]))];

    /// <inheritdoc/>
    public IReadOnlyList<ExploratoryNumber> Compute(double[] weights)
    {
        List<ExploratoryNumber> numbers = [];
        for (int i = 0; i < attributes.Length; i++)
        {
            double[][] own = Array.ConvertAll(_members[i], group => Array.ConvertAll(group, row => weights[row]));
            FarthestPair pair = RegressionParity.StatisticalParity(
                Array.ConvertAll(_members[i], group =>
                    Array.ConvertAll(group, row => _outcome.Predictions[rows.Rows[row]])), own);
            Statistic loss = RegressionParity.BoundedGroupLoss([.. _members[i].Select(group => Loss(group, weights))]);
            long count = _members[i].Sum(group => (long)group.Length);
            string attribute = attributes[i].Grouping.Attribute;
            numbers.Add(new(
                attribute, "wasserstein_gap", pair.First < 0 ? null : attributes[i].Names[pair.First],
                pair.Second < 0 ? null : attributes[i].Names[pair.Second], pair.Distance, count));
            numbers.Add(new(attribute, "bounded_group_loss", null, null, loss, count));
        }

        return numbers;
    }

    private Statistic Loss(int[] group, double[] weights)
    {
        (CompensatedSum sum, CompensatedSum weight) = (default, default);
        foreach (int row in group)
        {
            double error = _outcome.Predictions[rows.Rows[row]] - _outcome.Targets[rows.Rows[row]];
            sum.Add(weights[row] * error * error);
            weight.Add(weights[row]);
        }

        return weight.Value > 0 ? sum.Value / weight.Value : UndefinedReason.EmptyGroup;
    }
}
